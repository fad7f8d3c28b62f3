import { lazyPart } from '@/ui';

/** Fetched when it is first opened. */
export const BulkEditDialog = lazyPart(() => import('./BulkEditDialog').then((part) => part.BulkEditDialog));
export type { Target } from './preview';
