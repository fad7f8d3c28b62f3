import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type MemberPage, STATUSES, type Status, useServerForm } from '@/api';
import { today, useDays, useWords } from '@/language';
import { Button, Card, ChoiceField, DateField, FormDialog, TextField, toast } from '@/ui';
import { HistoryDialog } from './HistoryDialog';
import { MemberStatusMark } from './marks';
import css from './members.module.css';
import { changeStatus, correctHistory, membersChanged, stepsOf } from './queries';
import { membersWords } from './words';

interface MembershipProps {
  member: MemberPage;
  /** Why this person can't change it; absent where it isn't offered at all. */
  reason: string | null | undefined;
}

/** The member's way through the club, step by step, newest first. */
export function Membership({ member, reason }: MembershipProps) {
  const w = useWords(membersWords).page;
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
      {member.abilities.correct_history?.allowed && (
        <div className={css.foot}>
          <Button size="small" onClick={() => setOpen('correct')}>
            {w.correctHistory}
          </Button>
        </div>
      )}
      {open === 'change' && <StatusDialog member={member} onClose={() => setOpen(null)} />}
      {open === 'correct' && <HistoryDialog member={member} onClose={() => setOpen(null)} />}
    </Card>
  );
}

function StatusDialog({ member, onClose }: { member: MemberPage; onClose: () => void }) {
  const words = useWords(membersWords);
  const w = words.page;
  const client = useQueryClient();
  const form = useServerForm({
    initial: { status: member.status as Status, since: today(), reason: '' },
    send: ({ status, since, reason }) =>
      changeStatus(member.id, { status, since, ...(reason ? { reason } : {}) }),
    onDone: (next) => {
      // Only who may correct a history can take its last step back.
      const undo = async () => {
        await correctHistory(member.id, next.revision, stepsOf(member));
        await membersChanged(client);
      };
      toast({ text: w.statusSaved, ...(member.abilities.correct_history?.allowed ? { undo } : {}) });
      onClose();
      void membersChanged(client);
    },
  });
  return (
    <FormDialog
      shape="dialog"
      title={w.changeStatus}
      submit={words.form.save}
      busy={form.busy}
      errors={form.summary({ since: w.since, reason: w.reason })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <ChoiceField
        legend={words.names.status}
        value={form.values.status}
        onChange={(status) => form.set('status', status)}
        options={STATUSES.map((status) => ({ value: status, label: words.statuses[status] }))}
      />
      <DateField label={w.since} max={today()} {...form.field('since')} />
      <TextField label={w.reason} {...form.field('reason')} />
    </FormDialog>
  );
}
