import { lazy } from 'react';

/** Fetched when it is first opened. */
export const BulkEditDialog = lazy(() =>
  import('./BulkEditDialog').then((part) => ({ default: part.BulkEditDialog })),
);
export type { Target } from './preview';
