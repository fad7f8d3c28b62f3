/** What one asked for: what still waits, what was decided and why. */
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { failureOf, type Proposal, sentenceOf } from '@/api';
import { useDays, useWords } from '@/language';
import { Button, Card, FailureNotice, toast } from '@/ui';
import { VerdictMark } from '../proposals/ProposalCard';
import { proposalsQuery, withdrawProposal } from '../proposals/queries';
import { Told, useFieldName } from '../proposals/Told';
import { proposalsWords } from '../proposals/words';
import css from './own.module.css';
import { ownChanged } from './queries';
import { ownWords } from './words';

/** So many decisions are in sight; the others one press away. */
const SHOWN = 3;

export function Requests({ memberId, canWithdraw }: { memberId: string; canWithdraw: boolean }) {
  const w = useWords(ownWords).requests;
  const asked = useInfiniteQuery(proposalsQuery('waiting', memberId));
  const answered = useInfiniteQuery(proposalsQuery('decided', memberId));
  const failed = asked.error ?? answered.error;
  const waiting = asked.data?.pages.flatMap((page) => page.items);
  const decided = answered.data?.pages.flatMap((page) => page.items);
  const older = decided?.slice(SHOWN) ?? [];
  return (
    <>
      {failed && (
        <FailureNotice
          failure={failureOf(failed)}
          onRetry={() => void Promise.all([asked.refetch(), answered.refetch()])}
        />
      )}
      {waiting && waiting.length > 0 && (
        <Card title={w.waiting}>
          <ul className={css.requests}>
            {waiting.map((proposal) => (
              <Request key={proposal.id} proposal={proposal} canWithdraw={canWithdraw} />
            ))}
          </ul>
        </Card>
      )}
      {decided && decided.length > 0 && (
        <Card title={w.decided}>
          <ul className={css.requests}>
            {decided.slice(0, SHOWN).map((proposal) => (
              <Request key={proposal.id} proposal={proposal} canWithdraw={false} />
            ))}
          </ul>
          {older.length > 0 && (
            <details>
              <summary>{w.all(older.length)}</summary>
              <ul className={css.requests}>
                {older.map((proposal) => (
                  <Request key={proposal.id} proposal={proposal} canWithdraw={false} />
                ))}
              </ul>
            </details>
          )}
        </Card>
      )}
    </>
  );
}

/** From what to what; of a change that was refused, what stayed and what did not come. */
function Change({ field: { before, after, verdict } }: { field: Proposal['fields'][number] }) {
  const isRefused = verdict === 'refused';
  return (
    <>
      <Told value={before} {...(isRefused ? {} : { look: 'old' })} /> →{' '}
      <Told value={after} look={isRefused ? 'old' : 'new'} />
    </>
  );
}

function Request({ proposal, canWithdraw }: { proposal: Proposal; canWithdraw: boolean }) {
  const w = useWords(ownWords).requests;
  const { quoted } = useWords(proposalsWords);
  const days = useDays();
  const client = useQueryClient();
  const nameOf = useFieldName(proposal.about);
  const { about, contact } = proposal;
  const withdraw = async () => {
    try {
      await withdrawProposal(proposal.id);
      toast({ text: w.withdrawn });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    await ownChanged(client);
  };
  const title =
    about === 'record'
      ? null
      : about === 'new_contact'
        ? w.people.new_contact
        : w.people[about](contact?.name ?? '');
  return (
    <li>
      {title && <strong>{title}</strong>}
      {proposal.fields
        .filter(({ verdict }) => verdict !== 'withdrawn')
        .map((field) => (
          <div className={css.request} key={field.field}>
            <div>
              <strong>{nameOf(field.field, field.name)}</strong>
              <p>
                <Change field={field} />
              </p>
              {field.reason && <p className={css.why}>{quoted(field.reason)}</p>}
            </div>
            <VerdictMark verdict={field.verdict} />
          </div>
        ))}
      <p className={css.when}>{w.by(proposal.by, days.instant(proposal.created_at))}</p>
      {canWithdraw && proposal.state === 'waiting' && (
        <div>
          <Button size="small" onClick={() => void withdraw()}>
            {w.withdraw}
          </Button>
        </div>
      )}
    </li>
  );
}
