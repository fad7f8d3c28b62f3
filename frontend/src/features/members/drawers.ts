/** The drawers are fetched when they are first opened. */
import { lazyPart } from '@/ui';

export const EditMemberDrawer = lazyPart(() =>
  import('./EditMemberDrawer').then((part) => part.EditMemberDrawer),
);
export const NewMemberDrawer = lazyPart(() =>
  import('./NewMemberDrawer').then((part) => part.NewMemberDrawer),
);
