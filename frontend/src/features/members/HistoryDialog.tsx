import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type HistoryStep,
  type MemberPage,
  type Precision,
  STATUSES,
  type Status,
  useServerForm,
} from '@/api';
import { today, useWords } from '@/language';
import { Button, FieldRow, FormDialog, SelectField, TextField, toast } from '@/ui';
import { correctHistory, stepsOf } from './changes';
import css from './members.module.css';
import { memberQuery, membersChanged } from './queries';
import { membersWords } from './words';
import { formWords } from './words/form';
import { recordWords } from './words/record';

const PRECISIONS = ['day', 'month', 'year'] as const satisfies Precision[];
const INPUTS = { day: 'date', month: 'month', year: 'number' } as const;

function precisionOf(since: string): Precision {
  return since.length > 7 ? 'day' : since.length > 4 ? 'month' : 'year';
}

interface Line extends HistoryStep {
  key: number;
  precision: Precision;
}

/** The whole history in the place of the one there is: what was noted wrongly is written anew. */
export function HistoryDialog({ member, onClose }: { member: MemberPage; onClose: () => void }) {
  const words = useWords(membersWords);
  const { save } = useWords(formWords);
  const { history: w, page } = useWords(recordWords);
  const client = useQueryClient();
  const [keys, setKeys] = useState(member.status_history.length);
  const form = useServerForm({
    initial: {
      steps: stepsOf(member).map((step, key): Line => ({ ...step, key, precision: precisionOf(step.since) })),
    },
    send: ({ steps }) =>
      correctHistory(
        member.id,
        member.revision,
        steps.map(({ status, since, reason }) => ({ status, since, ...(reason ? { reason } : {}) })),
      ),
    onDone: (next) => {
      const before = stepsOf(member);
      client.setQueryData(memberQuery(member.id).queryKey, next);
      toast({
        text: w.saved,
        undo: async () => {
          await correctHistory(member.id, next.revision, before);
          await membersChanged(client);
        },
      });
      onClose();
      void membersChanged(client);
    },
    onStale: () => {
      toast({ text: w.stale, tone: 'error' });
      void membersChanged(client);
      onClose();
    },
  });
  const { steps } = form.values;
  const change = (index: number, change: Partial<Line>) =>
    form.set(
      'steps',
      steps.map((step, at) => (at === index ? { ...step, ...change } : step)),
    );
  const error = (index: number, name: string) => form.errors[`steps.${index}.${name}`];
  return (
    <FormDialog
      title={w.title}
      submit={save}
      busy={form.busy}
      errors={form.summary({ steps: w.steps })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <p>{w.lead}</p>
      <ol id="f-steps" className={css.corrections}>
        {steps.map((step, index) => (
          <li key={step.key}>
            <FieldRow>
              <SelectField
                label={words.names.status}
                value={step.status}
                onChange={(event) => change(index, { status: event.currentTarget.value as Status })}
                data={STATUSES.map((status) => ({ value: status, label: words.statuses[status] }))}
              />
              <SelectField
                label={w.precision}
                value={step.precision}
                onChange={(event) => {
                  const precision = event.currentTarget.value as Precision;
                  change(index, { precision, since: asPrecise(step.since, precision) });
                }}
                data={PRECISIONS.map((value) => ({ value, label: w.precisions[value] }))}
              />
            </FieldRow>
            <FieldRow>
              <TextField
                label={page.since}
                type={INPUTS[step.precision]}
                max={asPrecise(today(), step.precision)}
                value={step.since}
                error={error(index, 'since')}
                onChange={(event) => change(index, { since: event.currentTarget.value })}
              />
              <TextField
                label={page.reason}
                value={step.reason ?? ''}
                error={error(index, 'reason')}
                onChange={(event) => change(index, { reason: event.currentTarget.value })}
              />
            </FieldRow>
            {steps.length > 1 && (
              <Button
                size="small"
                look="plain"
                aria-label={w.removeStep(index + 1)}
                icon={<IconTrash size={18} stroke={1.75} aria-hidden />}
                onClick={() =>
                  form.set(
                    'steps',
                    steps.filter((_, at) => at !== index),
                  )
                }
              >
                {w.remove}
              </Button>
            )}
          </li>
        ))}
      </ol>
      <div>
        <Button
          icon={<IconPlus size={20} stroke={1.75} aria-hidden />}
          onClick={() => {
            setKeys(keys + 1);
            const last = steps.at(-1)?.status ?? 'active';
            form.set('steps', [...steps, { key: keys, status: last, since: today(), precision: 'day' }]);
          }}
        >
          {w.add}
        </Button>
      </div>
    </FormDialog>
  );
}

/** The same time, told more or less precisely; what was not known begins at the first day. */
function asPrecise(since: string, precision: Precision): string {
  const day = /^\d{4}$/.test(since) ? `${since}-01-01` : /^\d{4}-\d{2}$/.test(since) ? `${since}-01` : since;
  return day.slice(0, { day: 10, month: 7, year: 4 }[precision]);
}
