/** One condition: what is looked at, how, and the value. */
import { IconX } from '@tabler/icons-react';
import type { FilterFields } from '@/api';
import { useLanguage, useWords } from '@/language';
import { Button, SelectField } from '@/ui';
import css from './filter.module.css';
import { told } from './telling';
import { begun, type Condition, valueFor } from './tree';
import { ValueField } from './ValueField';
import { filterWords } from './words';

interface ConditionProps {
  fields: FilterFields;
  condition: Condition;
  onChange: (condition: Condition) => void;
  onRemove?: () => void;
  /** The server's sentence about it. */
  error: string | null;
}

export function ConditionRow({ fields, condition, onChange, onRemove, error }: ConditionProps) {
  const w = useWords(filterWords);
  const language = useLanguage();
  const field = fields.fields.find(({ key }) => key === condition.field);
  const groups = [...new Set(fields.fields.map(({ group }) => group))];
  const remove = onRemove && (
    <Button
      look="plain"
      aria-label={w.remove(told(condition, { fields, language, words: w }))}
      icon={<IconX size={20} stroke={1.75} aria-hidden />}
      onClick={onRemove}
    />
  );
  return (
    <div className={css.condition}>
      {onRemove && (
        <SelectField
          aria-label={w.field}
          value={condition.field}
          onChange={(event) => {
            const next = fields.fields.find(({ key }) => key === event.currentTarget.value);
            if (next) onChange(begun(next));
          }}
          data={[
            ...groups.map((group) => ({
              group: (w.groups as Record<string, string>)[group] ?? group,
              items: fields.fields
                .filter((one) => one.group === group)
                .map((one) => ({ value: one.key, label: one.label[language] })),
            })),
            ...(field
              ? []
              : [{ group: w.unknown, items: [{ value: condition.field, label: condition.field }] }]),
          ]}
        />
      )}
      {field ? (
        <>
          <SelectField
            aria-label={`${field.label[language]} : ${w.operator}`}
            value={condition.op}
            onChange={(event) => {
              const operator = field.operators.find(({ op }) => op === event.currentTarget.value);
              if (operator)
                onChange({
                  ...condition,
                  op: operator.op,
                  value: valueFor(operator.takes, field, condition.value),
                });
            }}
            data={field.operators
              // Whether it is empty is said by the value.
              .map(({ op, label }) => ({
                value: op,
                label:
                  op === 'empty'
                    ? `${w.isEmpty}…`
                    : ((w.dayOperators as Record<string, string>)[op] ?? label[language]),
              }))}
          />
          <ValueField
            fields={fields}
            field={field}
            condition={condition}
            onChange={(value) => onChange({ ...condition, value })}
            error={error}
          />
        </>
      ) : (
        <p className={css.error}>{error ?? w.unknown}</p>
      )}
      {remove}
    </div>
  );
}
