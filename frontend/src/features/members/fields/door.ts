import { lazyPart } from '@/ui';

/** Fetched when it is first opened. */
export const FieldDialog = lazyPart(() => import('./FieldDialog').then((part) => part.FieldDialog));
