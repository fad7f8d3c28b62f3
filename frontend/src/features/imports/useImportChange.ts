/** Choices and decisions, saved at once: shown before the server answers, one after the other, taken back on failure. */
import { type InfiniteData, type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Decision, Import, ImportPatch, ImportRow } from '@/api';
import { isStale, type List, Problem, sentenceOf } from '@/api';
import { useWords } from '@/language';
import { toast } from '@/ui';
import { stillApplies } from './decisions';
import { changeImport, importQuery, isWorking, rowsKey } from './queries';
import { pollAfter } from './rows';
import { importsWords } from './words';

export interface Change {
  patch: ImportPatch;
  /** What to say once it is saved, with what takes it back. */
  said?: string;
  back?: ImportPatch;
}

type Rows = InfiniteData<List<ImportRow>>;

export function useImportChange(id: string) {
  const client = useQueryClient();
  const w = useWords(importsWords).page;
  const key = importQuery(id).queryKey;
  const change = useMutation({
    // One after the other: each needs the revision that the one before it made.
    scope: { id: `import-${id}` },
    mutationFn: ({ patch }: Change) => sendPatch(client, id, patch),
    onMutate: async ({ patch }) => {
      await client.cancelQueries({ queryKey: key });
      const before = { data: client.getQueryData(key), decisions: decisionsShown(client, id) };
      client.setQueryData(key, (data) => data && withChoices(data, patch));
      if (patch.decisions) showDecisions(client, id, patch.decisions);
      return before;
    },
    onSuccess: (data, { said, back }) => {
      client.setQueryData(key, data);
      if (said) toast({ text: said, ...(back ? { undo: () => change.mutate({ patch: back }) } : {}) });
    },
    onError: async (error, { patch }, before) => {
      if (before?.data) client.setQueryData(key, before.data);
      if (before && patch.decisions) {
        const touched = Object.keys(patch.decisions).map(
          (row) => [row, before.decisions.get(row) ?? null] as const,
        );
        showDecisions(client, id, Object.fromEntries(touched));
      }
      const who = isStale(error) ? changedBy(error) : null;
      toast({ text: isStale(error) ? w.stale(who) : sentenceOf(error), tone: 'error' });
      if (error instanceof Problem) await client.invalidateQueries({ queryKey: key });
    },
    onSettled: () => client.invalidateQueries({ queryKey: rowsKey(id) }),
  });
  return change;
}

async function sendPatch(client: QueryClient, id: string, patch: ImportPatch): Promise<Import> {
  const seen = await whenRead(client, id);
  try {
    return await changeImport(id, seen.revision, patch);
  } catch (error) {
    const busy = error instanceof Problem && error.code === 'imports.busy';
    if (!isStale(error) && !busy) throw error;
    const fresh = await whenRead(client, id, true);
    if (!busy && !stillApplies(seen, fresh, patch)) throw error;
    return changeImport(id, fresh.revision, patch);
  }
}

/** A large file is read again after each choice: the next choice waits until it has been. */
async function whenRead(client: QueryClient, id: string, again = false): Promise<Import> {
  const query = importQuery(id);
  const start = Date.now();
  let data = again ? undefined : client.getQueryData(query.queryKey);
  while (data?.state !== 'ready') {
    if (data) await new Promise((done) => setTimeout(done, pollAfter(Date.now() - start)));
    data = await client.fetchQuery({ ...query, staleTime: 0 });
    if (!isWorking(data)) break;
  }
  return data;
}

export function changedBy(error: Problem): string | null {
  const by = error.body.current?.changed_by ?? null;
  return typeof by === 'string' ? by : (by?.name ?? null);
}

/** The choices as they will be; counts and rows follow with the answer. */
function withChoices(data: Import, patch: ImportPatch): Import {
  const { mapping } = patch;
  return {
    ...data,
    ...(patch.default_kind !== undefined ? { default_kind: patch.default_kind } : {}),
    ...(patch.topics ? withTopics(data, patch.topics) : {}),
    ...(patch.provenance ? { provenance: { ...data.provenance, ...patch.provenance } } : {}),
    ...(mapping
      ? {
          columns: data.columns.map((column) => {
            const field = mapping[column.index];
            return field === undefined ? column : { ...column, field, guessed: false };
          }),
        }
      : {}),
  };
}

/** A word that was told keeps what it was told; one that was taken back waits for the answer, which knows its rows. */
function withTopics(data: Import, told: NonNullable<ImportPatch['topics']>): Partial<Import> {
  const said = Object.entries(told).filter((entry): entry is [string, string] => entry[1] !== null);
  const listed = data.new_topics ?? [];
  const fresh = listed.filter(({ written }) => !told[written]);
  return {
    topics: { ...data.topics, ...Object.fromEntries(said) },
    new_topics: fresh,
    new_topics_total: data.new_topics_total - (listed.length - fresh.length),
  };
}

function decisionsShown(client: QueryClient, id: string): Map<string, Decision | null> {
  const shown = new Map<string, Decision | null>();
  for (const [, data] of client.getQueriesData<Rows>({ queryKey: rowsKey(id) })) {
    for (const row of data?.pages.flatMap((page) => page.items) ?? [])
      shown.set(String(row.number), row.decision);
  }
  return shown;
}

function showDecisions(client: QueryClient, id: string, decisions: Record<string, Decision | null>) {
  client.setQueriesData<Rows>(
    { queryKey: rowsKey(id) },
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({
          ...page,
          items: page.items.map((row) => {
            const decision = decisions[row.number];
            return decision === undefined ? row : { ...row, decision };
          }),
        })),
      },
  );
}
