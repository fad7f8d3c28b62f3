import { type ComponentProps, lazy, Suspense } from 'react';
import { useReadyFor } from '@/ui';

const fetchDialog = () => import('./PaletteDialog');
const PaletteDialog = lazy(() => fetchDialog().then((part) => ({ default: part.PaletteDialog })));

export type { Command } from './PaletteDialog';

interface PaletteProps extends ComponentProps<typeof PaletteDialog> {
  open: boolean;
}

/** Ctrl K on every page of staff: fetched as soon as somebody stirs, so that it opens at once. */
export function Palette({ open, ...rest }: PaletteProps) {
  useReadyFor(fetchDialog);
  return <Suspense fallback={null}>{open && <PaletteDialog {...rest} />}</Suspense>;
}
