/** The members as a spreadsheet. */
import { type ReactNode, type Ref, useCallback, useImperativeHandle, useMemo, useRef } from 'react';
import { type MemberQuery, sentenceOf } from '@/api';
import { useWords } from '@/language';
import {
  type Column,
  type Density,
  type Layout,
  type Row,
  type SelectionTold,
  Sheet,
  type SheetHandle,
  type Shelf,
  type SortKey,
} from '@/sheet';
import css from './grid.module.css';
import type { RowGround } from './rows';
import { useMemberRows } from './useMemberRows';
import { gridWords } from './words';

interface MemberGridProps {
  ref?: Ref<SheetHandle>;
  shelf?: Shelf;
  query: MemberQuery;
  columns: readonly Column[];
  ground: RowGround;
  layout: Layout;
  onLayout: (layout: Layout) => void;
  density: Density;
  onDensity: (density: Density) => void;
  /** As the contract says it: a key, `-` before it reverses. */
  sort: string | null;
  onSort: (sort: string | null) => void;
  filtered?: readonly string[];
  onFilter?: (column: string, anchor: HTMLElement) => void;
  onOpen: (memberId: string) => void;
  onSelection: (selection: SelectionTold) => void;
  /** How many rows the list has, as soon as it is known. */
  onTotal: (total: number) => void;
  tools: ReactNode;
  empty: ReactNode;
}

export function MemberGrid(props: MemberGridProps) {
  const { ref, query, ground, sort, onSort, onOpen, onTotal, ...rest } = props;
  const sheet = useRef<SheetHandle>(null);
  useImperativeHandle(ref, () => sheet.current as SheetHandle);
  const { source, save, blame } = useMemberRows({ query, ground, sheet, onTotal });
  const keys = useMemo(() => sortKeys(sort), [sort]);
  const latest = useRef({ onSort, onOpen });
  latest.current = { onSort, onOpen };
  const resort = useCallback(([key]: readonly SortKey[]) => latest.current.onSort(sortWord(key)), []);
  const open = useCallback((row: Row) => latest.current.onOpen(row.id), []);
  const words = useWords(gridWords);
  return (
    <div className={css.sheet}>
      <Sheet
        ref={sheet}
        label={words.label}
        newRows={words.newRows}
        source={source}
        save={save}
        sort={keys}
        onSort={resort}
        onOpen={open}
        tell={sentenceOf}
        blame={blame}
        {...rest}
      />
    </div>
  );
}

function sortKeys(sort: string | null): readonly SortKey[] {
  if (!sort) return [];
  return [{ key: sort.replace(/^-/, ''), direction: sort.startsWith('-') ? 'desc' : 'asc' }];
}

function sortWord(key: SortKey | undefined): string | null {
  return key ? (key.direction === 'desc' ? '-' : '') + key.key : null;
}
