/** Where the rows of the grid come from, and where their changes go. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type RefObject, useCallback, useEffect, useMemo, useRef } from 'react';
import type { MemberQuery } from '@/api';
import type { FieldRefusal, RowSource, Save, SheetHandle } from '@/sheet';
import { changeMembers, GRID_BEAT, memberWindow, rowsSaved } from '../queries';
import { type RowGround, rowOf } from './rows';

/** Comes with the first change; before that no answer can be blamed. */
let loaded: typeof import('./changes') | null = null;

const blame = (error: unknown): readonly FieldRefusal[] | null => loaded?.blameOf(error) ?? null;

interface RowsAsked {
  query: MemberQuery;
  ground: RowGround;
  sheet: RefObject<SheetHandle | null>;
  onTotal: (total: number) => void;
}

export function useMemberRows({ query, ground, sheet, onTotal }: RowsAsked) {
  const client = useQueryClient();
  // Words and columns may change under rows that stay.
  const latest = useRef({ ground, onTotal });
  latest.current = { ground, onTotal };
  const asked = JSON.stringify(query);
  const source = useMemo((): RowSource => {
    const question: MemberQuery = JSON.parse(asked);
    return async (offset, limit, signal) => {
      const page = await memberWindow(question, offset, limit, signal);
      const total = page.total ?? page.items.length;
      latest.current.onTotal(total);
      return { rows: page.items.map((card) => rowOf(card, latest.current.ground)), total };
    };
  }, [asked]);
  const save = useCallback<Save>(
    async (changes) => {
      loaded ??= await import('./changes');
      const { changeOf, outcomesOf } = loaded;
      const answer = await changeMembers({ changes: changes.map(changeOf), with: 'record' });
      void rowsSaved(client);
      return {
        rows: outcomesOf(answer, latest.current.ground),
        change_set_id: answer.change_set_id ?? null,
      };
    },
    [client],
  );
  useBeat(sheet);
  return { source, save, blame };
}

/** Reads again what is shown when members changed by another way, and when one comes back from another tab. */
function useBeat(sheet: RefObject<SheetHandle | null>): void {
  const { data } = useQuery({ queryKey: GRID_BEAT, queryFn: () => performance.now(), staleTime: 0 });
  const first = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (first.current !== undefined && data !== first.current) sheet.current?.refresh();
    first.current = data;
  }, [data, sheet]);
}
