/** A field of the club's own, made where it is missed. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FIELD_KINDS, idempotencyKey, type MemberField, useServerForm, VISIBILITIES } from '@/api';
import { useWords } from '@/language';
import { AreaField, ChoiceField, FormDialog, SelectField, TextField, toast } from '@/ui';
import { archiveField, fieldsChanged, makeField } from './queries';
import { fieldsWords } from './words';

interface NewFieldProps {
  onClose: () => void;
  onMade: (field: MemberField) => void;
}

export function NewFieldDialog({ onClose, onMade }: NewFieldProps) {
  const w = useWords(fieldsWords);
  const client = useQueryClient();
  const [key] = useState(idempotencyKey);
  const form = useServerForm({
    initial: {
      name: '',
      kind: 'text' as (typeof FIELD_KINDS)[number],
      choices: '',
      visibility: 'staff' as (typeof VISIBILITIES)[number],
    },
    send: ({ name, kind, choices, visibility }) =>
      makeField(
        {
          name: name.trim(),
          kind,
          visibility,
          ...(kind === 'choice' && {
            choices: choices
              .split('\n')
              .map((line) => ({ name: line.trim() }))
              .filter((choice) => choice.name !== ''),
          }),
        },
        key,
      ),
    onDone: async (field) => {
      await fieldsChanged(client);
      onMade(field);
      toast({
        text: w.made(field.name),
        undo: async () => {
          await archiveField(field.id);
          await fieldsChanged(client);
        },
      });
    },
  });
  return (
    <FormDialog
      title={w.title}
      submit={w.submit}
      busy={form.busy}
      errors={form.summary({ name: w.name, kind: w.kind, choices: w.choices })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <p>{w.lead}</p>
      <TextField label={w.name} description={w.nameHint} required maxLength={80} {...form.field('name')} />
      <ChoiceField
        legend={w.kind}
        value={form.values.kind}
        onChange={(kind) => form.set('kind', kind)}
        options={FIELD_KINDS.map((kind) => ({ value: kind, label: w.kinds[kind] }))}
      />
      {form.values.kind === 'choice' && (
        <AreaField
          label={w.choices}
          description={w.choicesHint}
          required
          rows={5}
          {...form.field('choices')}
        />
      )}
      <SelectField
        label={w.visibility}
        {...form.field('visibility')}
        data={VISIBILITIES.map((one) => ({ value: one, label: w.visibilities[one] }))}
      />
    </FormDialog>
  );
}
