import { useWords } from '@/language';
import { LinkButton, Note } from '@/ui';
import { proposalsWords } from './words';

/** So many fields that a member asked to change, and the way to decide. */
export function WaitingNote({ memberId, count }: { memberId: string; count: number }) {
  const w = useWords(proposalsWords);
  return (
    <Note tone="warn">
      <p>{w.banner(count)}</p>
      <LinkButton size="small" to="/propositions" search={{ membre: memberId }}>
        {w.bannerLink}
      </LinkButton>
    </Note>
  );
}
