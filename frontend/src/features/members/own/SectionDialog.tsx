/** One part of the record: big fields, each with what becomes of a change of it, told before and after. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { KINDS, type MemberField, type MemberPage, type Profile, useServerForm } from '@/api';
import { CommuneField, topicsQuery } from '@/features/club';
import { useLanguage, useWords } from '@/language';
import { AreaField, ChoiceField, FormDialog, ManyField, TextField } from '@/ui';
import { CustomField, customName, writtenValues } from '../fields';
import { type MemberValues, valuesOf } from '../MemberFields';
import { KindIcon } from '../marks';
import { useFieldName } from '../proposals/Told';
import { membersWords } from '../words';
import { changeProfile } from './queries';
import { fieldsOf, ownChanges, type PlainField, type Rules, type SectionName } from './sections';
import { Treated, useTold } from './Treated';
import { ownWords } from './words';

interface SectionProps {
  section: SectionName;
  member: MemberPage;
  profile: Profile;
  rules: Rules;
  /** The club's own fields that this person sees. */
  custom: readonly MemberField[];
  onClose: () => void;
}

const INPUTS: Partial<Record<keyof MemberValues, Record<string, string>>> = {
  phone: { type: 'tel', autoComplete: 'tel' },
  email: { type: 'email', inputMode: 'email', autoComplete: 'email' },
  website: { type: 'url', inputMode: 'url' },
  postal_code: { inputMode: 'numeric', autoComplete: 'postal-code' },
  street: { autoComplete: 'street-address' },
  siret: { inputMode: 'numeric' },
  siren: { inputMode: 'numeric' },
};

export function SectionDialog({ section, member, profile, rules, custom, onClose }: SectionProps) {
  const words = useWords(membersWords);
  const w = useWords(ownWords);
  const nameOf = useFieldName();
  const told = useTold(member.id);
  const topics = useQuery(topicsQuery).data?.items ?? [];
  const language = useLanguage();
  const [before] = useState<MemberValues>(() => ({
    ...valuesOf(member),
    ...writtenValues(member, custom, language),
  }));
  const fields = section === 'club' ? [] : fieldsOf(section, member);
  const form = useServerForm({
    initial: before,
    send: (values) => changeProfile(member.id, member.revision, ownChanges(before, values, rules)),
    onDone: (changed) => {
      onClose();
      void told(changed);
    },
  });
  const labels = Object.fromEntries([
    ...fields.map((field) => [field, nameOf(field)]),
    ...custom.map((field) => [customName(field), field.name]),
  ]);
  const hint = (field: string) => <Treated field={field} profile={profile} rules={rules} />;
  const fixed = (field: string) => rules.get(field)?.treatment === 'staff_only';
  const one = (field: PlainField) => {
    switch (field) {
      case 'kind':
        return (
          <ChoiceField
            key={field}
            id="f-kind"
            legend={nameOf(field)}
            hint={hint(field)}
            disabled={fixed(field)}
            error={form.errors.kind ?? null}
            value={form.values.kind || null}
            onChange={(kind) => form.set('kind', kind)}
            options={KINDS.map((kind) => ({
              value: kind,
              label: words.kinds[kind],
              icon: <KindIcon kind={kind} />,
            }))}
          />
        );
      case 'size':
        return (
          <ChoiceField
            key={field}
            legend={nameOf(field)}
            hint={hint(field)}
            disabled={fixed(field)}
            value={form.values.size || null}
            onChange={(size) => form.set('size', size)}
            options={[
              { value: 'small', label: words.sizes.small },
              { value: 'large', label: words.sizes.large },
            ]}
          />
        );
      case 'topics':
        return (
          topics.length > 0 && (
            <ManyField
              key={field}
              legend={nameOf(field)}
              hint={hint(field)}
              disabled={fixed(field)}
              values={form.values.topics}
              onChange={(next) => form.set('topics', next)}
              options={topics.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )
        );
      case 'commune':
        return fixed(field) ? (
          <TextField
            key={field}
            label={nameOf(field)}
            description={hint(field)}
            readOnly
            value={form.values.commune?.name ?? ''}
          />
        ) : (
          <CommuneField
            key={field}
            id="f-commune"
            label={nameOf(field)}
            hint={hint(field)}
            error={form.errors.commune ?? null}
            value={form.values.commune}
            onChange={(commune, postalCode) => {
              form.set('commune', commune);
              if (postalCode && !form.values.postal_code) form.set('postal_code', postalCode);
            }}
          />
        );
      case 'description':
        return (
          <AreaField
            key={field}
            label={nameOf(field)}
            rows={6}
            description={hint(field)}
            readOnly={fixed(field)}
            {...form.field(field)}
          />
        );
      default:
        return (
          <TextField
            key={field}
            label={nameOf(field)}
            description={hint(field)}
            readOnly={fixed(field)}
            {...INPUTS[field]}
            {...form.field(field)}
          />
        );
    }
  };
  return (
    <FormDialog
      title={w.sections[section]}
      submit={w.save}
      busy={form.busy}
      errors={form.summary(labels)}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      {fields.map(one)}
      {section === 'club' &&
        custom.map((field) => (
          <CustomField
            key={field.key}
            field={field}
            control={{
              ...form.field(customName(field)),
              description: hint(customName(field)),
              readOnly: fixed(customName(field)),
            }}
          />
        ))}
    </FormDialog>
  );
}
