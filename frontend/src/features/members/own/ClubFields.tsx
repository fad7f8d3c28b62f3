/** The fields that the club made for its members, as their own people fill them in. */
import { type MemberField, type MemberPage, type Profile, useServerForm } from '@/api';
import { useWords } from '@/language';
import { DateField, FormDialog, SelectField, TextField } from '@/ui';
import { fieldsWords } from '../fields/words';
import { Treated, useTold } from './Treated';
import { changeProfile } from './queries';
import type { Rules } from './sections';
import { ownWords } from './words';

type Custom = MemberPage['custom'][string];

/** A value as it is read; null when there is none. */
export function customText(field: MemberField, value: Custom | undefined): string | null {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  if (field.kind === 'choice') return field.choices.find(({ id }) => id === value)?.name ?? String(value);
  return String(value);
}

const asText = (value: Custom | undefined): string =>
  value === undefined ? '' : typeof value === 'boolean' ? (value ? 'oui' : 'non') : String(value);

interface ClubFieldsProps {
  member: MemberPage;
  profile: Profile;
  rules: Rules;
  fields: readonly MemberField[];
  onClose: () => void;
}

export function ClubFieldsDialog({ member, profile, rules, fields, onClose }: ClubFieldsProps) {
  const w = useWords(ownWords);
  const f = useWords(fieldsWords);
  const told = useTold(member.id);
  const initial = Object.fromEntries(fields.map(({ key }) => [key, asText(member.custom[key])]));
  const form = useServerForm({
    initial: { custom: initial },
    send: ({ custom }) => {
      const changed = Object.entries(custom).filter(([key, value]) => value !== initial[key]);
      const body = Object.fromEntries(changed.map(([key, value]) => [key, value === '' ? null : value]));
      return changeProfile(member.id, member.revision, { custom: body });
    },
    onDone: (changed) => {
      onClose();
      void told(changed);
    },
  });
  const { custom } = form.values;
  const errors = Object.entries(form.errors).map(([path, message]) => {
    const key = path.replace(/^custom\./, '');
    return { id: `f-${key}`, label: fields.find((field) => field.key === key)?.name ?? key, message };
  });
  return (
    <FormDialog
      title={w.sections.club}
      submit={w.save}
      busy={form.busy}
      errors={errors}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      {fields.map((field) => {
        const { key, name, kind, choices } = field;
        const props = {
          id: `f-${key}`,
          label: name,
          description: <Treated field={`custom.${key}`} profile={profile} rules={rules} />,
          value: custom[key] ?? '',
          error: form.errors[`custom.${key}`],
          onChange: (event: { currentTarget: { value: string } }) =>
            form.set('custom', { ...custom, [key]: event.currentTarget.value }),
        };
        const fixed = rules.get(`custom.${key}`)?.treatment === 'staff_only';
        if (kind === 'date') return <DateField key={key} readOnly={fixed} {...props} />;
        if (kind === 'choice' || kind === 'yes_no') {
          const options =
            kind === 'choice'
              ? choices.map(({ id, name: label }) => ({ value: id, label }))
              : [
                  { value: 'oui', label: f.yes },
                  { value: 'non', label: f.no },
                ];
          return (
            <SelectField key={key} disabled={fixed} {...props} data={[{ value: '', label: '' }, ...options]} />
          );
        }
        return (
          <TextField
            key={key}
            readOnly={fixed}
            {...(kind === 'number' && { inputMode: 'decimal' as const })}
            {...props}
          />
        );
      })}
    </FormDialog>
  );
}
