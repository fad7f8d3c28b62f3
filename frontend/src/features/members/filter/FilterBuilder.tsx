/** The filter, put together from sentences, with how many members it keeps while one builds. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { failureOf, Problem } from '@/api';
import { today, useWords } from '@/language';
import { Button, Dialog, FailureNotice, Skeleton, useSettled } from '@/ui';
import { filterFieldsQuery, memberCountsQuery } from '../queries';
import css from './filter.module.css';
import { GroupEditor } from './GroupEditor';
import { both, type FilterTree, finished, groupOf, treeOf } from './tree';
import { filterWords } from './words';

interface BuilderProps {
  value: FilterTree | null;
  onChange: (tree: FilterTree | null) => void;
  onClose: () => void;
}

export function FilterBuilder({ value, onChange, onClose }: BuilderProps) {
  const w = useWords(filterWords);
  const fields = useQuery(filterFieldsQuery);
  const [draft, setDraft] = useState<FilterTree>(() => treeOf(groupOf(value)));
  const { tree, places } = useMemo(() => finished(draft), [draft]);
  const asked = useSettled(tree, 300);
  const counts = useQuery({
    ...memberCountsQuery(asked ? { filter: JSON.stringify(asked) } : {}),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const errors = useMemo(() => refusals(counts.error, places), [counts.error, places]);
  const stopped = counts.error !== null;
  const total = counts.data?.total;
  const year = Number(today().slice(0, 4));
  const examples: [string, FilterTree][] = [
    [w.silent, { field: 'last_contact_on', op: 'nothing_since_days', value: 90 }],
    [w.unreachable, { field: 'deliverable_address', op: 'eq', value: false }],
    [w.attended(year), { field: 'attended_on', op: 'in_period', value: String(year) }],
    [w.active, { field: 'status', op: 'in', value: ['active'] }],
  ];
  const settled = asked === tree && !counts.isFetching;
  return (
    <Dialog
      shape="drawer"
      title={w.title}
      onClose={onClose}
      footer={
        <>
          <Button look="plain" onClick={() => setDraft({ and: [] })}>
            {w.clear}
          </Button>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button
            look="main"
            busy={stopped}
            onClick={() => {
              onChange(tree);
              onClose();
            }}
          >
            {stopped || total === undefined ? w.apply : total === 0 ? w.nobody : w.seen(total)}
          </Button>
        </>
      }
    >
      <div className={css.builder}>
        {fields.isPending && <Skeleton lines={5} />}
        {fields.isError && (
          <FailureNotice failure={failureOf(fields.error)} onRetry={() => void fields.refetch()} />
        )}
        {fields.data && (
          <>
            <p>{w.lead}</p>
            <GroupEditor
              fields={fields.data}
              tree={draft}
              path={[]}
              depth={1}
              onChange={setDraft}
              errors={errors}
            />
            {stopped && errors.size === 0 && <p className={css.error}>{failureOf(counts.error).sentence}</p>}
            <div className={css.examples}>
              <h3>{w.examples}</h3>
              {examples.map(([label, part]) => (
                <Button key={label} size="small" onClick={() => setDraft(both(draft, part) ?? draft)}>
                  {label}
                </Button>
              ))}
            </div>
          </>
        )}
        <p role="status" data-visually-hidden>
          {settled && total !== undefined ? w.seen(total) : w.counting}
        </p>
      </div>
    </Dialog>
  );
}

/** `?filter/and/1/value` is said of the condition that stands there in what is being built. */
function refusals(error: unknown, places: ReadonlyMap<string, string>): Map<string, string> {
  const errors = new Map<string, string>();
  if (!(error instanceof Problem)) return errors;
  for (const { pointer, detail } of error.body.errors ?? []) {
    const at = pointer.replace(/^\?filter\/?/, '').replace(/\/(field|op|value)(\/\d+)?$/, '');
    const place = places.get(at);
    if (place !== undefined) errors.set(place, detail);
  }
  return errors;
}
