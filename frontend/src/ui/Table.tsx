/** A real table at a desk, a list of cards on a phone. */
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '@/language';
import { usePhone } from './media';
import css from './Table.module.css';
import { formWords } from './words/forms';

export interface Column<T> {
  key: string;
  title: string;
  /** Name of the sort key of the server, where this column can be sorted. */
  sort?: string;
  align?: 'right';
  cell: (row: T) => ReactNode;
}

interface TableProps<T> {
  caption: string;
  columns: Column<T>[];
  rows: readonly T[];
  idOf: (row: T) => string;
  card: (row: T) => ReactNode;
  sort?: string | undefined;
  onSort?: (sort: string) => void;
  current?: string | null;
}

interface CardListProps<T> {
  label: string;
  rows: readonly T[];
  idOf: (row: T) => string;
  card: (row: T) => ReactNode;
}

export function CardList<T>({ label, rows, idOf, card }: CardListProps<T>) {
  return (
    <ul className={css.cards} aria-label={label}>
      {rows.map((row) => (
        <li key={idOf(row)}>{card(row)}</li>
      ))}
    </ul>
  );
}

export function Table<T>({ caption, columns, rows, idOf, card, sort, onSort, current }: TableProps<T>) {
  const phone = usePhone();
  if (phone) return <CardList label={caption} rows={rows} idOf={idOf} card={card} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
    <section className={css.wrap} aria-label={caption} tabIndex={0}>
      <table className={css.table}>
        <caption data-visually-hidden>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                data-align={column.align}
                aria-sort={ariaSort(column.sort, sort)}
              >
                {column.sort && onSort ? (
                  <SortButton title={column.title} name={column.sort} sort={sort} onSort={onSort} />
                ) : (
                  column.title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={idOf(row)} data-row={idOf(row)} data-current={current === idOf(row) || undefined}>
              {columns.map((column) => (
                <td key={column.key} data-align={column.align}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ariaSort(name: string | undefined, sort: string | undefined) {
  if (!name || !sort) return undefined;
  return sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : undefined;
}

interface SortProps {
  title: string;
  name: string;
  sort: string | undefined;
  onSort: (sort: string) => void;
}

function SortButton({ title, name, sort, onSort }: SortProps) {
  const w = useWords(formWords);
  const up = sort === name;
  const down = sort === `-${name}`;
  const Icon = up ? IconArrowUp : down ? IconArrowDown : IconArrowsSort;
  return (
    <button type="button" onClick={() => onSort(up ? `-${name}` : name)}>
      {title}
      <Icon size={15} stroke={1.75} aria-hidden />
      {(up || down) && <span data-visually-hidden>{up ? w.sorted.asc : w.sorted.desc}</span>}
    </button>
  );
}
