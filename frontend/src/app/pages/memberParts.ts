/** The two shapes of the members' list: only the one that is shown is fetched, together with the page itself. */

import { fetchCards, fetchFilters, shapeNow } from '@/features/members';
import { lazyPart } from '@/ui';

const fetchDesk = () => import('./MemberDesk');
export const MemberDesk = lazyPart(() => fetchDesk().then((part) => part.MemberDesk));

/** Begins as soon as one is on the way to the list: nothing waits for the page to ask. */
export function fetchList() {
  const { narrow, shape } = shapeNow();
  if (narrow) void fetchFilters();
  void (shape === 'cards' ? fetchCards() : fetchDesk());
}
