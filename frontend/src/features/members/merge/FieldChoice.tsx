import type { MergeChoice, MergeField } from '@/api';
import { useDays, useWords } from '@/language';
import { ChoiceField } from '@/ui';
import { fieldName, shownValue } from '../AuditValue';
import { useRecordWords } from '../words/audit';
import css from './merge.module.css';
import { mergeWords } from './words';

interface FieldProps {
  field: MergeField;
  choice: MergeChoice;
  onChoose: (choice: MergeChoice) => void;
}

/** What each record says of one field, and which of it stays. */
export function FieldChoice({ field, choice, onChoose }: FieldProps) {
  const w = useWords(mergeWords).merge;
  const { name, shown } = useTelling();
  const values = { this: shown(field.this), other: shown(field.other), both: w.both };
  if (field.choices.length < 2) {
    return (
      <div className={css.fixed}>
        <strong>{name(field)}</strong>
        <p>{[values.this, values.other].join('\u00a0· ')}</p>
        <small>
          {w.result(shown(field.result))} · {field.reason ?? w.follows}
        </small>
      </div>
    );
  }
  return (
    <div className={css.field}>
      <ChoiceField
        legend={name(field)}
        {...(field.reason ? { hint: field.reason } : {})}
        options={field.choices.map((value) => ({ value, label: values[value] }))}
        value={choice}
        onChange={onChoose}
      />
    </div>
  );
}

/** Folded: nothing is to be decided here. */
export function SameFields({ fields }: { fields: readonly MergeField[] }) {
  const w = useWords(mergeWords).merge;
  const { name, shown } = useTelling();
  return (
    <details className={css.same}>
      <summary>{w.same(fields.length)}</summary>
      <dl>
        {fields.map((field) => (
          <div key={field.field}>
            <dt>{name(field)}</dt>
            <dd>{shown(field.result)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function useTelling() {
  const words = useRecordWords();
  const days = useDays();
  return {
    name: ({ label, field }: MergeField) => label ?? fieldName(words, field),
    shown: (value: unknown) => shownValue(value, words, days.long),
  };
}
