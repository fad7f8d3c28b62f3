import { lazy } from 'react';

/** Fetched when it is first opened. */
export const FieldDialog = lazy(() =>
  import('./FieldDialog').then((part) => ({ default: part.FieldDialog })),
);
