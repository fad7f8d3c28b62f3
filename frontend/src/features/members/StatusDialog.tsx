/** The next step of a member's way through the club. */
import { useQueryClient } from '@tanstack/react-query';
import { type MemberPage, STATUSES, type Status, useServerForm } from '@/api';
import { today, useWords } from '@/language';
import { ChoiceField, DateField, FormDialog, TextField, toast } from '@/ui';
import { changeStatus, correctHistory, stepsOf } from './changes';
import { membersChanged } from './queries';
import { membersWords } from './words';
import { formWords } from './words/form';
import { recordWords } from './words/record';

export function StatusDialog({ member, onClose }: { member: MemberPage; onClose: () => void }) {
  const words = useWords(membersWords);
  const { save } = useWords(formWords);
  const w = useWords(recordWords).page;
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
      submit={save}
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
