/** The grid of members, and what is done with the selected rows. */
import { useNavigate, useRouter } from '@tanstack/react-router';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { type MemberQuery, sentenceOf, useAccount } from '@/api';
import { openLog } from '@/features/follow_up';
import {
  BulkEditDialog,
  ColumnFilter,
  chosenOf,
  FieldDialog,
  type FilterTree,
  fieldsOf,
  filterKeyOf,
  MemberGrid,
  rowsBetween,
  SheetTools,
  type Target,
  type useMemberColumns,
  type useStanding,
  whichOf,
  withColumn,
} from '@/features/members';
import type { SelectionTold, SheetHandle } from '@/sheet';
import { Part, toast, useReadyFor } from '@/ui';
import { shelfOf } from '../shelf';
import { mayLeave } from '../unsaved';
import { fetchUnsaved } from './Unsaved';
import { useDeskOffers } from './useDeskOffers';

interface DeskProps extends Pick<ReturnType<typeof useMemberColumns>, 'columns' | 'ground'> {
  query: MemberQuery;
  standing: ReturnType<typeof useStanding>;
  sort: string | null;
  onSort: (sort: string | null) => void;
  /** All that narrows the list, chips too. */
  filter: FilterTree | null;
  onFilter: (tree: FilterTree | null) => void;
  /** Why nothing can be changed. */
  reason: string | null;
  empty: ReactNode;
}

export function MemberDesk(props: DeskProps) {
  const { query, columns, ground, standing, sort, onSort, filter, onFilter, reason, empty } = props;
  const navigate = useNavigate();
  const account = useAccount();
  const sheet = useRef<SheetHandle>(null);
  const { selected, onSelection, rows, places, lastColumn } = useSelected(sheet);
  const [column, setColumn] = useState<string | null>(null);
  const [total, setTotal] = useState<number>();
  const [bulk, setBulk] = useState<{ target: Target; count: number } | null>(null);
  const [making, setMaking] = useState(false);
  useGuard();
  const which = whichOf(query);
  /** Those that never were in sight are read first: who selects rows means all of them. */
  const chosen = async () => {
    const there = rows();
    return there.length === selected ? there : rowsBetween(query, ground, ...places());
  };
  const edit = async (what: 'selected' | 'all') => {
    if (what === 'all') return which && setBulk({ target: { which }, count: total ?? 0 });
    try {
      const rows = await chosen();
      setBulk({ target: { rows }, count: rows.length });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
  };
  useDeskOffers({
    writes: reason === null,
    selected,
    total: which ? total : undefined,
    standing,
    onEdit: (what) => void edit(what),
    onColumn: () => setMaking(true),
  });
  const narrowed = new Set(fieldsOf(filter));
  const filtered = columns.map(({ key }) => key).filter((key) => narrowed.has(filterKeyOf(key)));
  return (
    <>
      <MemberGrid
        ref={sheet}
        {...(account && { shelf: shelfOf(account.id) })}
        query={query}
        columns={columns}
        ground={ground}
        layout={standing.layout}
        onLayout={standing.onLayout}
        density={standing.density}
        onDensity={standing.onDensity}
        sort={sort}
        onSort={onSort}
        filtered={filtered}
        onFilter={setColumn}
        onOpen={(memberId) => void navigate({ to: '/membres/$memberId', params: { memberId } })}
        onSelection={onSelection}
        onTotal={setTotal}
        tools={
          <SheetTools
            selected={selected}
            total={which ? total : undefined}
            reason={reason}
            onEdit={(what) => void edit(what)}
            onColumn={() => setMaking(true)}
            onLog={() => openLog({ members: rows().map(chosenOf) })}
          />
        }
        empty={empty}
      />
      <Part>
        {bulk && (
          <BulkEditDialog
            {...bulk}
            columns={columns}
            onUndoable={(undo) => sheet.current?.did(undo)}
            onClose={() => setBulk(null)}
          />
        )}
        {making && (
          <FieldDialog
            onClose={() => setMaking(false)}
            onDone={({ key }) => {
              setMaking(false);
              standing.onLayout(withColumn(standing.layout, `custom.${key}`, lastColumn()));
              sheet.current?.reveal(`custom.${key}`);
            }}
          />
        )}
        {column !== null && (
          <ColumnFilter
            field={filterKeyOf(column)}
            value={filter}
            onChange={onFilter}
            onClose={() => setColumn(null)}
          />
        )}
      </Part>
    </>
  );
}

/** Filters and sorts are in the address too, and leave the sheet where it is. The browser's own leaving is the sheet's. */
function useGuard() {
  const { history } = useRouter();
  useReadyFor(fetchUnsaved);
  useEffect(
    () =>
      history.block({
        enableBeforeUnload: false,
        blockerFn: async ({ currentLocation, nextLocation }) =>
          currentLocation.pathname !== nextLocation.pathname && !(await mayLeave('page')),
      }),
    [history],
  );
}

/** How many rows are selected; which they are is asked when something is done with them. */
function useSelected(sheet: RefObject<SheetHandle | null>) {
  const [selected, setSelected] = useState(1);
  const told = useRef<SelectionTold | null>(null);
  const [onSelection] = useState(() => (selection: SelectionTold) => {
    told.current = selection;
    setSelected(selection.to - selection.from + 1);
  });
  const places = (): [from: number, to: number] => [told.current?.from ?? 0, told.current?.to ?? 0];
  const rows = () => sheet.current?.rows(...places()) ?? [];
  const lastColumn = () => told.current?.columns.at(-1) ?? null;
  return { selected, onSelection, rows, places, lastColumn };
}
