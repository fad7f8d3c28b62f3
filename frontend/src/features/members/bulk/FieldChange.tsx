/** One field and the value that it is given. */
import { IconX } from '@tabler/icons-react';
import { useWords } from '@/language';
import type { CellValue, Column } from '@/sheet';
import { AreaField, Button, DateField, ManyField, SelectField, TextField } from '@/ui';
import { type Choice, firstValue } from './BulkEditDialog';
import css from './bulk.module.css';
import { bulkWords } from './words';

interface FieldProps {
  choice: Choice;
  column: Column | undefined;
  offered: readonly Column[];
  onChange: (choice: Choice) => void;
  onRemove?: () => void;
}

export function FieldChange({ choice, column, offered, onChange, onRemove }: FieldProps) {
  const w = useWords(bulkWords);
  if (!column) return null;
  return (
    <div className={css.field}>
      <SelectField
        label={w.field}
        value={choice.key}
        onChange={(event) => {
          const next = offered.find(({ key }) => key === event.currentTarget.value);
          if (next) onChange({ key: next.key, value: firstValue(next) });
        }}
        data={offered.map(({ key, title }) => ({ value: key, label: title }))}
      />
      <NewValue column={column} value={choice.value} onChange={(value) => onChange({ ...choice, value })} />
      {onRemove && (
        <Button
          look="plain"
          aria-label={w.remove(column.title)}
          icon={<IconX size={20} stroke={1.75} aria-hidden />}
          onClick={onRemove}
        />
      )}
    </div>
  );
}

interface NewValueProps {
  column: Column;
  value: CellValue;
  onChange: (value: CellValue) => void;
}

function NewValue({ column, value, onChange }: NewValueProps) {
  const w = useWords(bulkWords);
  const { kind, options = [], required } = column;
  const text = value === null ? '' : String(value);
  const written = (typed: string) => onChange(typed.trim() === '' ? null : typed);
  const empty = required ? [] : [{ value: '', label: w.empty }];
  if (kind === 'multi') {
    return (
      <ManyField
        legend={w.value}
        hint={w.all}
        options={[...options]}
        values={Array.isArray(value) ? value : []}
        onChange={onChange}
      />
    );
  }
  if (kind === 'choice') {
    return (
      <SelectField
        label={w.value}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value || null)}
        data={[...empty, ...options.map((option) => ({ value: option.value, label: option.label }))]}
      />
    );
  }
  if (kind === 'yes_no') {
    return (
      <SelectField
        label={w.value}
        value={value === null ? '' : value ? 'yes' : 'no'}
        onChange={(event) =>
          onChange(event.currentTarget.value === '' ? null : event.currentTarget.value === 'yes')
        }
        data={[{ value: 'yes', label: w.yes }, { value: 'no', label: w.no }, ...empty]}
      />
    );
  }
  const common = { label: w.value, description: w.emptyHint, value: text };
  if (kind === 'date')
    return <DateField {...common} onChange={(event) => written(event.currentTarget.value)} />;
  if (kind === 'long_text')
    return <AreaField {...common} onChange={(event) => written(event.currentTarget.value)} />;
  return (
    <TextField
      {...common}
      inputMode={kind === 'number' ? 'decimal' : 'text'}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        const number = Number(typed.replace(',', '.'));
        if (kind === 'number' && typed.trim() !== '' && Number.isFinite(number)) onChange(number);
        else written(typed);
      }}
    />
  );
}
