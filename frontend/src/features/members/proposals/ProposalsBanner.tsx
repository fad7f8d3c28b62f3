/** On the page of a member: what it asked to change, and the way to decide. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useWords } from '@/language';
import { LinkButton, Note } from '@/ui';
import { proposalsQuery } from './queries';
import { proposalsWords } from './words';

export function ProposalsBanner({ memberId }: { memberId: string }) {
  const w = useWords(proposalsWords);
  const found = useInfiniteQuery(proposalsQuery('waiting', memberId));
  const waiting = (found.data?.pages ?? [])
    .flatMap((page) => page.items)
    .flatMap((proposal) => proposal.fields)
    .filter(({ verdict }) => verdict === 'waiting').length;
  if (waiting === 0) return null;
  return (
    <Note tone="warn">
      <p>{w.banner(waiting)}</p>
      <LinkButton size="small" to="/propositions" search={{ membre: memberId }}>
        {w.bannerLink}
      </LinkButton>
    </Note>
  );
}
