/** On the page of a member: what it asked to change, and the way to decide. Most have asked nothing. */

import { useInfiniteQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { lazyPart } from '@/ui';
import { proposalsQuery } from './queries';

const WaitingNote = lazyPart(() => import('./WaitingNote').then((part) => part.WaitingNote));

export function ProposalsBanner({ memberId }: { memberId: string }) {
  const found = useInfiniteQuery(proposalsQuery('waiting', memberId));
  const waiting = (found.data?.pages ?? [])
    .flatMap((page) => page.items)
    .flatMap((proposal) => proposal.fields)
    .filter(({ verdict }) => verdict === 'waiting').length;
  return (
    <Suspense fallback={null}>{waiting > 0 && <WaitingNote memberId={memberId} count={waiting} />}</Suspense>
  );
}
