/** What narrows the list with one press: chips with their counts, status and topic. */
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { FOLLOW_UPS, KINDS, type MemberCounts, STATUSES } from '@/api';
import { topicsQuery } from '@/features/club';
import { useWords } from '@/language';
import { Button, Chip, FilterChips, SelectField } from '@/ui';
import { clean, type MemberSearch, quickOf, withoutQuick } from '../search';
import { membersWords } from '../words';
import css from './grid.module.css';

export interface QuickProps {
  search: MemberSearch;
  onSearch: (next: MemberSearch) => void;
  counts: MemberCounts | undefined;
}

export function QuickChips({ search, onSearch, counts }: QuickProps) {
  const words = useWords(membersWords);
  const w = words.list;
  const plain = Object.keys(quickOf(search)).length === 0;
  const has = (key: 'kind' | 'follow_up', value: string) => (search[key] ?? '').split(',').includes(value);
  const toggle = (key: 'kind' | 'follow_up', value: string) =>
    onSearch(clean({ ...search, [key]: has(key, value) ? undefined : value }));
  return (
    <FilterChips label={w.filters}>
      <Chip pressed={plain} count={counts?.total} onPress={() => onSearch(withoutQuick(search))}>
        {w.all}
      </Chip>
      {FOLLOW_UPS.filter((state) => state !== 'ok').map((state) => (
        <Chip
          key={state}
          pressed={has('follow_up', state)}
          count={counts?.follow_up?.[state] ?? 0}
          onPress={() => toggle('follow_up', state)}
        >
          {capital(words.followUps[state])}
        </Chip>
      ))}
      {KINDS.map((kind) => (
        <Chip
          key={kind}
          pressed={has('kind', kind)}
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
      {(!plain || search.q) && (
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

export function QuickSelects({ search, onSearch }: Omit<QuickProps, 'counts'>) {
  const words = useWords(membersWords);
  const w = words.list;
  const topics = useQuery(topicsQuery);
  return (
    <>
      <SelectField
        className={css.narrow ?? ''}
        aria-label={w.status}
        value={search.status ?? ''}
        onChange={(event) => onSearch(clean({ ...search, status: event.currentTarget.value }))}
        data={[
          { value: '', label: w.anyStatus },
          ...STATUSES.map((status) => ({ value: status, label: words.statuses[status] })),
        ]}
      />
      <SelectField
        className={css.narrow ?? ''}
        aria-label={w.topic}
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
