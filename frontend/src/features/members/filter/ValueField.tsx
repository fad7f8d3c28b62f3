/** The value of a condition, asked for by what its operator takes. */
import { IconX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { FilterField, FilterFields } from '@/api';
import { today, useLanguage, useWords } from '@/language';
import { Button, DateField, ManyField, SelectField, TextField, TypeAhead } from '@/ui';
import { fold } from '../queries';
import css from './filter.module.css';
import { type Condition, takesOf } from './tree';
import { filterWords } from './words';

interface ValueProps {
  fields: FilterFields;
  field: FilterField;
  condition: Condition;
  onChange: (value: unknown) => void;
  error: string | null;
}

/** All in sight; more of them are found by typing. */
const IN_SIGHT = 8;
/** Years offered beside the periods that move with today. */
const YEARS = 6;

export function ValueField({ fields, field, condition, onChange, error }: ValueProps) {
  const w = useWords(filterWords);
  const language = useLanguage();
  const { value } = condition;
  const takes = takesOf(fields, condition);
  const common = { 'aria-label': `${field.label[language]} : ${w.value}`, error };
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  if (takes === 'yes_no' || field.kind === 'yes_no') {
    const [yes, no] = takes === 'yes_no' ? [w.isEmpty, w.isNotEmpty] : [w.yes, w.no];
    return (
      <SelectField
        {...common}
        value={value === false ? 'no' : 'yes'}
        onChange={(event) => onChange(event.currentTarget.value === 'yes')}
        data={[
          { value: 'yes', label: yes },
          { value: 'no', label: no },
        ]}
      />
    );
  }
  if (takes === 'many') {
    return (
      <ManyValues
        field={field}
        value={value}
        onChange={onChange}
        error={error}
        label={common['aria-label']}
      />
    );
  }
  if (takes === 'period') {
    const year = Number(today().slice(0, 4));
    const periods = fields.periods.map((period) => ({ value: period.value, label: period.label[language] }));
    const years = Array.from({ length: YEARS }, (_, back) => ({
      value: String(year - back),
      label: w.year(year - back),
    }));
    const known = [...periods, ...years];
    return (
      <SelectField
        {...common}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        data={known.some((one) => one.value === text) ? known : [...known, { value: text, label: text }]}
      />
    );
  }
  if (takes === 'day' || (takes === 'one' && field.kind === 'date')) {
    return <DateField {...common} value={text} onChange={(event) => onChange(event.currentTarget.value)} />;
  }
  if (takes === 'one' && field.choices.length > 0) {
    return (
      <SelectField
        {...common}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        data={[
          { value: '', label: w.choose },
          ...field.choices.map((choice) => ({ value: choice.value, label: choice.label[language] })),
        ]}
      />
    );
  }
  const number = takes === 'days' || field.kind === 'number';
  return (
    <TextField
      {...common}
      value={text}
      inputMode={number ? 'decimal' : 'text'}
      unit={takes === 'days' ? w.days : undefined}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        const read = Number(typed.replace(',', '.'));
        onChange(number && typed.trim() !== '' && Number.isFinite(read) ? read : typed);
      }}
    />
  );
}

interface ManyProps {
  field: FilterField;
  value: unknown;
  onChange: (value: unknown) => void;
  error: string | null;
  label: string;
}

function ManyValues({ field, value, onChange, error, label }: ManyProps) {
  const language = useLanguage();
  const w = useWords(filterWords);
  const id = useId();
  const [text, setText] = useState('');
  const chosen = (Array.isArray(value) ? value : []).map(String);
  const choices = field.choices.map((choice) => ({ value: choice.value, label: choice.label[language] }));
  if (choices.length > 0 && choices.length <= IN_SIGHT) {
    return (
      <div className={css.many}>
        <ManyField legend={label} options={choices} values={chosen} onChange={onChange} />
        {error && <p className={css.error}>{error}</p>}
      </div>
    );
  }
  const wanted = fold(text.trim());
  const items = choices.filter(
    (one) => wanted && fold(one.label).includes(wanted) && !chosen.includes(one.value),
  );
  const first = [...items].sort(
    (a, b) => Number(!fold(a.label).startsWith(wanted)) - Number(!fold(b.label).startsWith(wanted)),
  );
  // What no list holds is written as it is: a word, a number, a commune of elsewhere by its code.
  const free =
    text.trim() && field.kind !== 'id' && field.kind !== 'choice'
      ? [{ value: text.trim(), label: `« ${text.trim()} »` }]
      : [];
  const nameOf = (one: string) => choices.find((choice) => choice.value === one)?.label ?? one;
  return (
    <div className={css.many}>
      <TypeAhead
        id={id}
        label={label}
        hideLabel
        placeholder={w.choose}
        text={text}
        onText={setText}
        items={first.length > 0 ? first.slice(0, IN_SIGHT) : free}
        idOf={(one) => one.value}
        render={(one) => one.label}
        onPick={(one) => {
          onChange([...chosen, one.value]);
          setText('');
        }}
        onBackspace={() => onChange(chosen.slice(0, -1))}
        settled
        error={error}
      />
      {chosen.length > 0 && (
        <ul className={css.tags}>
          {chosen.map((one) => (
            <li key={one}>
              <Button
                size="small"
                aria-label={w.remove(nameOf(one))}
                onClick={() => onChange(chosen.filter((other) => other !== one))}
              >
                {nameOf(one)}
                <IconX size={16} stroke={1.75} aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
