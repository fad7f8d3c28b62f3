import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { FOLLOW_UPS, KINDS, type MemberCounts, STATUSES } from '@/api';
import { topicsQuery } from '@/features/club';
import { useWords } from '@/language';
import { Button, Chip, FilterChips, SelectField } from '@/ui';
import css from './members.module.css';
import type { MemberSearch } from './search';
import { membersWords } from './words';

interface FiltersProps {
  search: MemberSearch;
  onSearch: (next: MemberSearch, replace?: boolean) => void;
  counts: MemberCounts | undefined;
  searchBox: React.RefObject<HTMLInputElement | null>;
}

export function MemberFilters({ search, onSearch, counts, searchBox }: FiltersProps) {
  const words = useWords(membersWords);
  const w = words.list;
  const topics = useQuery(topicsQuery);
  const [text, setText] = useState(search.q ?? '');
  const [settled] = useDebouncedValue(text, 220);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed moves the address
  useEffect(() => {
    if (settled !== (search.q ?? '')) onSearch(clean({ ...search, q: settled }), true);
  }, [settled]);
  // Going back in the browser, or clearing the filters, changes the address without typing.
  useEffect(() => {
    setText(search.q ?? '');
  }, [search.q]);
  const toggle = (key: 'kind' | 'follow_up', value: string) =>
    onSearch(clean({ ...search, [key]: search[key] === value ? '' : value }));
  const { q: _, sort: __, nouveau: ___, ...filters } = search;
  const plain = Object.keys(filters).length === 0;

  return (
    <search className={css.filters}>
      <div className={css.searchRow}>
        <div className={css.searchBox}>
          <IconSearch size={20} stroke={1.75} aria-hidden />
          <input
            ref={searchBox}
            type="search"
            aria-label={w.search}
            placeholder={w.search}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </div>
        <SelectField
          aria-label={w.status}
          value={search.status ?? ''}
          onChange={(event) => onSearch(clean({ ...search, status: event.currentTarget.value }))}
          data={[
            { value: '', label: w.anyStatus },
            ...STATUSES.map((status) => ({ value: status, label: words.statuses[status] })),
          ]}
        />
        <SelectField
          aria-label={w.topic}
          value={search.topic ?? ''}
          onChange={(event) => onSearch(clean({ ...search, topic: event.currentTarget.value }))}
          data={[
            { value: '', label: w.anyTopic },
            ...(topics.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </div>
      <FilterChips label={w.filters}>
        <Chip
          pressed={plain}
          count={counts?.total}
          onPress={() => onSearch(clean({ q: search.q, sort: search.sort }))}
        >
          {w.all}
        </Chip>
        {FOLLOW_UPS.filter((state) => state !== 'ok').map((state) => (
          <Chip
            key={state}
            pressed={search.follow_up === state}
            count={counts?.follow_up?.[state] ?? 0}
            onPress={() => toggle('follow_up', state)}
          >
            {capital(words.followUps[state])}
          </Chip>
        ))}
        {KINDS.map((kind) => (
          <Chip
            key={kind}
            pressed={search.kind === kind}
            count={counts?.kind[kind] ?? 0}
            onPress={() => toggle('kind', kind)}
          >
            {words.kindsMany[kind]}
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
        {!plain && (
          <Button
            look="plain"
            size="small"
            icon={<IconX size={18} stroke={1.75} aria-hidden />}
            onClick={() => onSearch(clean({ sort: search.sort }))}
          >
            {w.clear}
          </Button>
        )}
      </FilterChips>
    </search>
  );
}

/** Empty values leave the address. */
function clean(search: Record<string, unknown>): MemberSearch {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== '' && value !== undefined),
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
