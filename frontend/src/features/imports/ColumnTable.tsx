import type { Import, ImportColumn } from '@/api';
import { useWords } from '@/language';
import { SelectField, Table, Tag } from '@/ui';
import { asTyped } from './compare';
import type { ChoiceProps } from './FileStep';
import css from './imports.module.css';
import { importsWords } from './words';

/** Each column of the file with what it becomes. */
export function ColumnTable({ data, reason, onChange }: ChoiceProps) {
  const w = useWords(importsWords).file;
  const options = useFieldOptions(data);
  const title = (column: ImportColumn) => (
    <span className={css.column}>
      <b>{column.letter}</b>
      <span>{column.title || <em>{w.untitled}</em>}</span>
    </span>
  );
  const samples = (column: ImportColumn) =>
    column.samples.length === 0 ? (
      <span className={css.faint}>{w.noSample}</span>
    ) : (
      <ul className={css.samples}>
        {column.samples.slice(0, 3).map((sample) => (
          <li key={sample}>{asTyped(sample)}</li>
        ))}
      </ul>
    );
  const field = (column: ImportColumn) => (
    <span className={css.becomes} data-left={!column.field || undefined}>
      <SelectField
        aria-label={w.fieldOf(column.title || column.letter)}
        value={column.field ?? ''}
        disabled={reason !== null}
        onChange={(event) =>
          onChange({ patch: { mapping: { [column.index]: event.currentTarget.value || null } } })
        }
        data={options}
      />
      {column.field && (
        <Tag tone={column.guessed ? 'ciel' : 'brand'}>{column.guessed ? w.guessed : w.chosen}</Tag>
      )}
    </span>
  );
  return (
    <Table
      caption={w.title}
      rows={data.columns}
      idOf={(column) => String(column.index)}
      columns={[
        { key: 'column', title: w.column, cell: title },
        { key: 'samples', title: w.samples, cell: samples },
        { key: 'field', title: w.becomes, cell: field },
      ]}
      card={(column) => (
        <div className={css.columnCard}>
          {title(column)}
          {samples(column)}
          {field(column)}
        </div>
      )}
    />
  );
}

function useFieldOptions(data: Import) {
  const w = useWords(importsWords).file;
  const names: Record<string, string> = w.groups;
  const groups = new Map<string, { value: string; label: string }[]>();
  for (const { name, label, group } of data.fields) {
    const items = groups.get(group) ?? [];
    items.push({ value: name, label });
    groups.set(group, items);
  }
  return [
    { value: '', label: w.notImported },
    ...[...groups].map(([group, items]) => ({ group: names[group] ?? group, items })),
  ];
}
