/** Lines of one thing, added and taken away. */
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Button, useFocusKept } from '@/ui';
import css from './editor.module.css';

interface RowsProps<T extends { line: string }> {
  /** Of the button that adds: where what is wrong leads to. */
  id: string;
  title: string;
  hint?: string;
  rows: readonly T[];
  most: number;
  add: string;
  blank: () => T;
  removeLabel: (place: number) => string;
  error?: string | null;
  onChange: (rows: T[]) => void;
  children: (row: T, put: (part: Partial<T>) => void, place: number) => ReactNode;
}

export function Rows<T extends { line: string }>(props: RowsProps<T>) {
  const { id, title, hint, rows, most, add, blank, removeLabel, error, onChange, children } = props;
  const list = useFocusKept<HTMLUListElement>(rows.length);
  return (
    <fieldset className={css.part}>
      <legend>{title}</legend>
      {hint && <p className={css.hint}>{hint}</p>}
      {rows.length > 0 && (
        <ul className={css.rows} ref={list}>
          {rows.map((row, at) => (
            <li key={row.line}>
              <div className={css.row}>
                {children(
                  row,
                  (part) => onChange(rows.map((one) => (one.line === row.line ? { ...one, ...part } : one))),
                  at + 1,
                )}
              </div>
              <Button
                look="plain"
                aria-label={removeLabel(at + 1)}
                icon={<IconX size={20} stroke={1.75} aria-hidden />}
                onClick={() => onChange(rows.filter((one) => one.line !== row.line))}
              />
            </li>
          ))}
        </ul>
      )}
      {error && <p className={css.error}>{error}</p>}
      {rows.length < most && (
        <div>
          <Button
            id={id}
            icon={<IconPlus size={20} stroke={1.75} aria-hidden />}
            onClick={() => onChange([...rows, blank()])}
          >
            {add}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
