/** A field of the club's own: made where it is missed, or changed. Its kind stays. */
import { IconPlus, IconX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FIELD_KINDS, idempotencyKey, type MemberField, useServerForm, VISIBILITIES } from '@/api';
import { useWords } from '@/language';
import { Button, ChoiceField, FormDialog, SelectField, TextField, toast } from '@/ui';
import { type Choice, choiceErrors, choiceInUse, withBack } from './choices';
import css from './fields.module.css';
import { archiveField, changeField, fieldsChanged, makeField } from './queries';
import { fieldsWords } from './words';

interface FieldDialogProps {
  /** The one to change. */
  field?: MemberField;
  onClose: () => void;
  onDone: (field: MemberField) => void;
}

export function FieldDialog({ field, onClose, onDone }: FieldDialogProps) {
  const w = useWords(fieldsWords);
  const client = useQueryClient();
  const [key] = useState(idempotencyKey);
  /** The one that members have: it is back in the list, with the reason. */
  const [inUse, setInUse] = useState<string | null>(null);
  const form = useServerForm({
    initial: {
      name: field?.name ?? '',
      kind: field?.kind ?? FIELD_KINDS[0],
      choices: (field?.choices ?? [{ name: '' }, { name: '' }]) as Choice[],
      visibility: field?.visibility ?? VISIBILITIES[0],
    },
    send: async ({ name, kind, choices, visibility }) => {
      const own = choices.filter((choice) => choice.name.trim() !== '');
      const body = { name: name.trim(), visibility, ...(kind === 'choice' && { choices: own }) };
      if (!field) return makeField({ ...body, kind }, key);
      try {
        return await changeField(field, body);
      } catch (error) {
        const kept = choiceInUse(error);
        setInUse(kept?.id ?? null);
        if (kept) form.set('choices', withBack(choices, field.choices, kept.id));
        throw error;
      }
    },
    onDone: async (done) => {
      await fieldsChanged(client);
      onDone(done);
      const undo = async () => {
        await archiveField(done.id);
        await fieldsChanged(client);
      };
      toast(field ? { text: w.saved(done.name) } : { text: w.made(done.name), undo });
    },
  });
  const { choices } = form.values;
  return (
    <FormDialog
      title={field ? w.editTitle(field.name) : w.title}
      submit={field ? w.save : w.submit}
      busy={form.busy}
      errors={form.summary({ name: w.name, kind: w.kind, choices: w.choices })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <p>{w.lead}</p>
      <TextField label={w.name} description={w.nameHint} required maxLength={80} {...form.field('name')} />
      {!field && (
        <ChoiceField
          legend={w.kind}
          value={form.values.kind}
          onChange={(kind) => form.set('kind', kind)}
          options={FIELD_KINDS.map((kind) => ({ value: kind, label: w.kinds[kind] }))}
        />
      )}
      {form.values.kind === 'choice' && (
        <Choices
          choices={choices}
          errors={choiceErrors(choices, form.errors).map((told, index) =>
            inUse !== null && choices[index]?.id === inUse ? form.errors.choices : told,
          )}
          onChange={(next) => form.set('choices', next)}
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

interface ChoicesProps {
  choices: Choice[];
  /** What is wrong with each. */
  errors: (string | undefined)[];
  onChange: (choices: Choice[]) => void;
}

function Choices({ choices, errors, onChange }: ChoicesProps) {
  const w = useWords(fieldsWords);
  return (
    <fieldset className={css.choices} id="f-choices" tabIndex={-1}>
      <legend>{w.choices}</legend>
      {choices.map((choice, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a new choice has no name of its own yet
        <div className={css.choice} key={index}>
          <TextField
            aria-label={w.choice(index + 1)}
            maxLength={80}
            value={choice.name}
            error={errors[index]}
            onChange={(event) => {
              const name = event.currentTarget.value;
              onChange(choices.map((one, at) => (at === index ? { ...one, name } : one)));
            }}
          />
          <Button
            look="plain"
            aria-label={w.removeChoice(index + 1)}
            icon={<IconX size={20} stroke={1.75} aria-hidden />}
            onClick={() => onChange(choices.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<IconPlus size={18} stroke={1.75} aria-hidden />}
        onClick={() => onChange([...choices, { name: '' }])}
      >
        {w.addChoice}
      </Button>
    </fieldset>
  );
}
