/** Whom to invite, and in which words. Who gets it and who can't be reached is seen before anything leaves. */
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type ClubEvent, failureOf, idempotencyKey, useServerForm } from '@/api';
import type { FilterTree } from '@/features/members';
import { segmentsQuery } from '@/features/views';
import { useWords } from '@/language';
import { AreaField, FailureNotice, FormDialog, LinkButton, Note, SelectField, Skeleton, toast } from '@/ui';
import { inviteTo } from '../changes';
import css from '../events.module.css';
import { eventsChanged } from '../queries';
import { audienceOf, EVERYBODY, reachedOf, TOWNS, treeOf, unreachedOf } from './audience';
import { invitationsWords } from './words';

/** As many names as are read at a glance. */
const SHOWN = 8;

const namedQuery = (tree: FilterTree) =>
  queryOptions({
    queryKey: ['events', 'audience', tree],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/members', {
          params: { query: { filter: JSON.stringify(tree), limit: SHOWN, with_total: true, sort: 'name' } },
          signal,
        }),
      ),
  });

export function InviteDialog({ event, onClose }: { event: ClubEvent; onClose: () => void }) {
  const w = useWords(invitationsWords);
  const client = useQueryClient();
  const [key] = useState(idempotencyKey);
  const found = useQuery(segmentsQuery);
  const segments = found.data?.items ?? [];
  const form = useServerForm({
    initial: { segment: EVERYBODY, words: '' },
    send: ({ segment, words }) =>
      inviteTo(event.id, { ...audienceOf(segment, segments), words: words.trim() }, key),
    onDone: ({ invited, unreachable }) => {
      toast({ text: w.done(invited, unreachable) });
      void eventsChanged(client);
      onClose();
    },
  });
  const tree = treeOf(form.values.segment, segments);
  return (
    <FormDialog
      title={w.title}
      submit={w.submit}
      busy={form.busy}
      errors={form.summary({ segment: w.whom, words: w.words })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      {found.isError && (
        <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      <SelectField
        label={w.whom}
        {...form.field('segment')}
        data={[
          { value: EVERYBODY, label: w.everybody },
          { value: TOWNS, label: w.towns },
          ...(segments.length > 0
            ? [
                {
                  group: w.segments,
                  items: segments.map(({ id, name, count }) => ({
                    value: id,
                    label: w.counted(name, count ?? null),
                  })),
                },
              ]
            : []),
        ]}
      />
      {tree && <Preview tree={tree} />}
      <AreaField
        label={w.words}
        description={w.wordsHint}
        rows={4}
        maxLength={2000}
        {...form.field('words')}
      />
    </FormDialog>
  );
}

function Preview({ tree }: { tree: FilterTree }) {
  const w = useWords(invitationsWords);
  const reached = useQuery(namedQuery(reachedOf(tree)));
  const unreached = useQuery(namedQuery(unreachedOf(tree)));
  const failed = reached.error ?? unreached.error;
  if (failed) {
    return (
      <FailureNotice
        failure={failureOf(failed)}
        onRetry={() => void Promise.all([reached.refetch(), unreached.refetch()])}
      />
    );
  }
  if (!reached.data || !unreached.data) return <Skeleton lines={4} />;
  const without = unreached.data.total ?? unreached.data.items.length;
  return (
    <div className={css.stack}>
      <div role="status">
        <p>
          <strong>{w.getIt(reached.data.total ?? reached.data.items.length)}</strong>
        </p>
        <p className={css.hint}>
          {w.names(
            reached.data.items.map(({ name }) => name),
            reached.data.total ?? 0,
          )}
        </p>
      </div>
      {without > 0 && (
        <Note tone="warn">
          <p>{w.unreachable(without)}</p>
          <p>
            {w.names(
              unreached.data.items.map(({ name }) => name),
              without,
            )}
          </p>
          <LinkButton size="small" to="/membres" search={{ filtre: unreachedOf(tree) }}>
            {w.seeThem}
          </LinkButton>
        </Note>
      )}
      <p className={css.hint}>{w.onceOnly}</p>
    </div>
  );
}
