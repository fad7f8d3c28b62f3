/** What narrows the list with one press: chips with their counts, status and topic. */
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { FOLLOW_UPS, type FollowUp, KINDS, type Kind, STATUSES } from '@/api';
import { topicsQuery } from '@/features/club';
import { useWords } from '@/language';
import { Button, Chip, FilterChips, SelectField } from '@/ui';
import type { MemberSearch } from '../search';
import { chipsOf, clean, quickOf, withoutChips, withoutQuick } from '../searchAsked';
import { membersWords } from '../words';
import css from './grid.module.css';
import type { Facets } from './useFacets';

export interface QuickProps {
  search: MemberSearch;
  onSearch: (next: MemberSearch) => void;
  facets: Facets;
}

export function QuickChips({ search, onSearch, facets }: QuickProps) {
  const words = useWords(membersWords);
  const w = words.list;
  const plain = Object.keys(chipsOf(search)).length === 0;
  const narrowed = Object.keys(quickOf(search)).length > 0 || search.q;
  const has = (state: FollowUp) => (search.follow_up ?? '').split(',').includes(state);
  return (
    <FilterChips label={w.filters}>
      <Chip pressed={plain} count={facets.all} onPress={() => onSearch(withoutChips(search))}>
        {w.all}
      </Chip>
      {FOLLOW_UPS.filter((state) => state !== 'ok').map((state) => (
        <Chip
          key={state}
          pressed={has(state)}
          count={facets.followUp?.[state] ?? 0}
          onPress={() => onSearch(clean({ ...search, follow_up: has(state) ? undefined : state }))}
        >
          {capital(words.followUps[state])}
        </Chip>
      ))}
      <Chip
        pressed={search.suivis === 'moi'}
        onPress={() => onSearch(clean({ ...search, suivis: search.suivis ? undefined : 'moi' }))}
      >
        {w.mine}
      </Chip>
      <Chip
        pressed={search.archived === true}
        onPress={() => onSearch(clean({ ...search, archived: search.archived ? undefined : true }))}
      >
        {w.archived}
      </Chip>
      {narrowed && (
        <Button
          look="plain"
          size="small"
          icon={<IconX size={18} stroke={1.75} aria-hidden />}
          onClick={() => onSearch(clean({ ...withoutQuick(search), q: undefined }))}
        >
          {w.clear}
        </Button>
      )}
    </FilterChips>
  );
}

/** A kind several of which are chosen, by an address or a link, is shown as it is. */
export function QuickSelects({ search, onSearch, facets }: QuickProps) {
  const words = useWords(membersWords);
  const w = words.list;
  const topics = useQuery(topicsQuery);
  const several = search.kind?.includes(',') ? search.kind : null;
  return (
    <>
      <SelectField
        className={css.narrow ?? ''}
        aria-label={words.names.kind}
        value={search.kind ?? ''}
        onChange={(event) => onSearch(clean({ ...search, kind: event.currentTarget.value }))}
        data={[
          { value: '', label: w.anyKind },
          ...KINDS.map((kind) => ({
            value: kind,
            label: facets.kind
              ? w.counted(words.kindsMany[kind], facets.kind[kind] ?? 0)
              : words.kindsMany[kind],
          })),
          ...(several ? [{ value: several, label: severalKinds(several, words.kindsMany) }] : []),
        ]}
      />
      <SelectField
        className={css.narrow ?? ''}
        aria-label={words.names.status}
        value={search.status ?? ''}
        onChange={(event) => onSearch(clean({ ...search, status: event.currentTarget.value }))}
        data={[
          { value: '', label: w.anyStatus },
          ...STATUSES.map((status) => ({ value: status, label: words.statuses[status] })),
        ]}
      />
      <SelectField
        className={css.narrow ?? ''}
        aria-label={words.names.topics}
        value={search.topic ?? ''}
        onChange={(event) => onSearch(clean({ ...search, topic: event.currentTarget.value }))}
        data={[
          { value: '', label: w.anyTopic },
          ...(topics.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function severalKinds(kinds: string, names: Record<Kind, string>): string {
  return kinds
    .split(',')
    .map((kind) => names[kind as Kind])
    .join(', ');
}
