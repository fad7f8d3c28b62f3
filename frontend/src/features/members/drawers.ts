/** The drawers are fetched when they are first opened. */
import { lazy } from 'react';

export const EditMemberDrawer = lazy(() =>
  import('./EditMemberDrawer').then((part) => ({ default: part.EditMemberDrawer })),
);
export const NewMemberDrawer = lazy(() =>
  import('./NewMemberDrawer').then((part) => ({ default: part.NewMemberDrawer })),
);
