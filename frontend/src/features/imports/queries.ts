import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Decision, Import, ImportPatch, ImportRow, ImportState, RowOutcome } from '@/api';
import { answer, api, download, type idempotencyKey, ifMatch, multipart } from '@/api';
import { pollAfter } from './rows';

const PAGE = 60;
/** Of the contract; more is refused. */
const LARGEST_PAGE = 200;

/** The contract leaves the outcome a word; it is one of those that the list filters by. */
const readRows = (
  rows: (Omit<ImportRow, 'outcome' | 'decision'> & { outcome: string; decision?: Decision | null })[],
) =>
  rows.map(
    (row): ImportRow => ({ ...row, outcome: row.outcome as RowOutcome, decision: row.decision ?? null }),
  );

export const importsQuery = infiniteQueryOptions({
  queryKey: ['imports', 'list'],
  queryFn: ({ pageParam, signal }) =>
    answer(api.GET('/imports', { params: { query: pageParam ? { cursor: pageParam } : {} }, signal })),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next_cursor,
});

const WORKING: readonly ImportState[] = ['reading', 'committing', 'undoing'];

export const isWorking = (data: Pick<Import, 'state'>) => WORKING.includes(data.state);

/** Since when each import is at the work it is at. */
const working = new Map<string, { state: string; since: number }>();

function waited(id: string, state: string): number {
  const known = working.get(id);
  if (known?.state === state) return Date.now() - known.since;
  working.set(id, { state, since: Date.now() });
  return 0;
}

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: ({ signal }) => answer(api.GET('/imports/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state: { data } }) =>
      data && isWorking(data) ? pollAfter(waited(id, data.state)) : false,
  });

export const rowsKey = (id: string) => ['imports', 'rows', id] as const;

export const rowsQuery = (id: string, outcome: RowOutcome | undefined, reason?: string) =>
  infiniteQueryOptions({
    queryKey: [...rowsKey(id), outcome ?? 'all', reason ?? 'any'],
    queryFn: async ({ pageParam, signal }) => {
      const query = {
        ...(outcome ? { outcome } : {}),
        ...(reason ? { reason } : {}),
        limit: PAGE,
        ...(pageParam ? { cursor: pageParam } : {}),
      };
      const page = await answer(api.GET('/imports/{id}/rows', { params: { path: { id }, query }, signal }));
      return { ...page, items: readRows(page.items) };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    placeholderData: (before) => before,
  });

/** One row further up, for a comparison. Rows come in their order: the search stops once it is past. */
export const rowQuery = (id: string, number: number) =>
  queryOptions({
    queryKey: ['imports', 'row', id, number],
    queryFn: async ({ signal }): Promise<ImportRow | null> => {
      let cursor: string | null = null;
      do {
        const query: { limit: number; cursor?: string } = {
          limit: LARGEST_PAGE,
          ...(cursor ? { cursor } : {}),
        };
        const page = await answer(api.GET('/imports/{id}/rows', { params: { path: { id }, query }, signal }));
        const found = readRows(page.items).find((row) => row.number >= number);
        if (found) return found.number === number ? found : null;
        cursor = page.next_cursor ?? null;
      } while (cursor);
      return null;
    },
    staleTime: 300_000,
  });

export const sendFile = (file: File, key: ReturnType<typeof idempotencyKey>) =>
  answer(
    api.POST('/imports', {
      params: { header: key },
      body: { file: '' },
      bodySerializer: () => multipart({ file }),
    }),
  );
export const changeImport = (id: string, revision: number, patch: ImportPatch) =>
  answer(
    api.PATCH('/imports/{id}', {
      params: { path: { id }, header: ifMatch(revision) },
      body: patch,
    }),
  );
/** Writes the dry run of this revision, and no other. */
export const commitImport = (id: string, revision: number, key: ReturnType<typeof idempotencyKey>) =>
  answer(
    api.POST('/imports/{id}/commit', { params: { path: { id }, header: { ...key, ...ifMatch(revision) } } }),
  );
/** `partial`: members that somebody changed since stay as they are, the others are taken back. */
export const undoImport = (id: string, partial = false) =>
  answer(
    api.POST('/imports/{id}/undo', { params: { path: { id }, ...(partial ? { query: { partial } } : {}) } }),
  );
export const discardImport = (id: string) =>
  answer(api.DELETE('/imports/{id}', { params: { path: { id } } }));
export const downloadErrors = (id: string, name: string) => download(`/imports/${id}/errors.xlsx`, name);

/** An import writes members: every list and figure follows. */
export function importChanged(client: QueryClient) {
  return Promise.all(
    ['imports', 'members', 'follow-up'].map((key) => client.invalidateQueries({ queryKey: [key] })),
  );
}
