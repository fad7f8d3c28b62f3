/** The club's own fields in the form of a member, each by its kind. */
import { type ReactNode, useState } from 'react';
import type { MemberField } from '@/api';
import { useWords } from '@/language';
import { AreaField, DateField, FieldStack, SelectField, TextField } from '@/ui';
import css from './fields.module.css';
import { type CustomName, customName } from './names';
import { fieldsWords } from './words';

/** Beyond it a text wants more than one line. */
const LINE = 80;

/** What binds a control to its form. */
type Control = object & { value?: string; description?: ReactNode; readOnly?: boolean };

interface CustomFieldsProps {
  fields: readonly MemberField[];
  /** Props of the control that bears this name. */
  field: (name: CustomName) => Control;
}

export function CustomFields({ fields, field }: CustomFieldsProps) {
  const w = useWords(fieldsWords);
  if (fields.length === 0) return null;
  return (
    <fieldset className={css.own}>
      <legend>{w.clubs}</legend>
      <FieldStack>
        {fields.map((one) => (
          <CustomField key={one.key} field={one} control={field(customName(one))} />
        ))}
      </FieldStack>
    </fieldset>
  );
}

export function CustomField({ field, control }: { field: MemberField; control: Control }) {
  const w = useWords(fieldsWords);
  const { name, kind, visibility, choices } = field;
  const props = {
    label: name,
    autoComplete: 'off',
    ...(visibility !== 'staff' && { description: w.seen[visibility] }),
    ...control,
  };
  const none = { value: '', label: w.unknown };
  // A list has no way of being read only.
  const { readOnly, ...rest } = props;
  const list = { ...rest, disabled: readOnly };
  switch (kind) {
    case 'number':
      return <TextField {...props} inputMode="decimal" />;
    case 'date':
      return <DateField {...props} />;
    case 'choice':
      return (
        <SelectField {...list} data={[none, ...choices.map((one) => ({ value: one.id, label: one.name }))]} />
      );
    case 'yes_no':
      return (
        <SelectField {...list} data={[none, { value: 'oui', label: w.yes }, { value: 'non', label: w.no }]} />
      );
    default:
      return <Text {...props} />;
  }
}

/** One line, or several where what is there needs them; it does not change while one writes. */
function Text(props: { value?: string }) {
  const { value = '' } = props;
  const [long] = useState(value.length > LINE || value.includes('\n'));
  return long ? <AreaField {...props} maxLength={1000} /> : <TextField {...props} maxLength={1000} />;
}
