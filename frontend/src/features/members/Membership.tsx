import { useState } from 'react';
import type { MemberPage } from '@/api';
import { useDays, useWords } from '@/language';
import { Button, Card, Fact, Facts, lazyPart, Part } from '@/ui';
import { MemberStatusMark } from './marks';
import css from './members.module.css';
import { membersWords } from './words';
import { recordWords } from './words/record';

const StatusDialog = lazyPart(() => import('./StatusDialog').then((part) => part.StatusDialog));
const HistoryDialog = lazyPart(() => import('./HistoryDialog').then((part) => part.HistoryDialog));

interface MembershipProps {
  member: MemberPage;
  /** Why this person can't change it; absent where it isn't offered at all. */
  reason: string | null | undefined;
}

/** The member's way through the club, step by step, newest first. */
export function Membership({ member, reason }: MembershipProps) {
  const w = useWords(recordWords).page;
  const { names } = useWords(membersWords);
  const days = useDays();
  const [open, setOpen] = useState<'change' | 'correct' | null>(null);
  return (
    <Card
      title={w.membership}
      action={
        reason !== undefined && (
          <Button size="small" reason={reason} onClick={() => setOpen('change')}>
            {w.changeStatus}
          </Button>
        )
      }
    >
      <ol className={css.steps}>
        {[...member.status_history]
          .sort((a, b) => b.since.localeCompare(a.since))
          .map((step) => (
            <li key={`${step.status}${step.since}`}>
              <MemberStatusMark status={step.status} />
              <small>
                <time dateTime={step.since}>{days.known(step.since, step.precision)}</time>
                {step.reason && ` · ${step.reason}`}
              </small>
            </li>
          ))}
      </ol>
      {reason !== undefined && typeof member.charter_answer === 'boolean' && (
        <div className={css.charter}>
          <Facts>
            <Fact name={names.charter_answer}>{w.charter(member.charter_answer)}</Fact>
          </Facts>
        </div>
      )}
      {member.abilities.correct_history?.allowed && (
        <div className={css.foot}>
          <Button size="small" onClick={() => setOpen('correct')}>
            {w.correctHistory}
          </Button>
        </div>
      )}
      <Part>
        {open === 'change' && <StatusDialog member={member} onClose={() => setOpen(null)} />}
        {open === 'correct' && <HistoryDialog member={member} onClose={() => setOpen(null)} />}
      </Part>
    </Card>
  );
}
