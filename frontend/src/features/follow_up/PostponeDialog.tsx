import { useQueryClient } from '@tanstack/react-query';
import { type MemberRef, useServerForm } from '@/api';
import { addDays, today, useDays, useWords } from '@/language';
import { Chip, DateField, FilterChips, FormDialog, TextField, toast } from '@/ui';
import { cancelPostponement, contactsChanged, postpone } from './queries';
import { followUpWords } from './words';

export function PostponeDialog({ member, onClose }: { member: MemberRef; onClose: () => void }) {
  const w = useWords(followUpWords).postpone;
  const days = useDays();
  const client = useQueryClient();
  const form = useServerForm({
    initial: { until: addDays(today(), 7), reason: '' },
    send: ({ until, reason }) => postpone(member.id, until, reason),
    onDone: (_, { until }) => {
      toast({
        text: w.done(member.name, days.long(until)),
        undo: async () => {
          await cancelPostponement(member.id);
          await contactsChanged(client);
        },
      });
      onClose();
      void contactsChanged(client);
    },
  });
  const steps: [string, number][] = [
    [w.week, 7],
    [w.month, 30],
    [w.quarter, 91],
  ];
  return (
    <FormDialog
      shape="dialog"
      title={w.title(member.name)}
      submit={w.submit}
      busy={form.busy}
      errors={form.summary({ until: w.until, reason: w.reason })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <FilterChips label={w.until}>
        {steps.map(([label, count]) => (
          <Chip
            key={count}
            pressed={form.values.until === addDays(today(), count)}
            onPress={() => form.set('until', addDays(today(), count))}
          >
            {label}
          </Chip>
        ))}
      </FilterChips>
      <DateField label={w.until} min={today()} {...form.field('until')} />
      <TextField label={w.reason} description={w.reasonHint} {...form.field('reason')} />
    </FormDialog>
  );
}
