import type { Import, RowOutcome } from '@/api';
import { useWords } from '@/language';
import { Chip, FilterChips } from '@/ui';
import { allLines, reasonsOf, shownFilters } from './rows';
import { importsWords } from './words';

interface FiltersProps {
  data: Import;
  filter: RowOutcome | undefined;
  reason: string | undefined;
  onFilter: (filter: RowOutcome | undefined, reason?: string) => void;
}

/** Which rows to show: by what becomes of them, then by why. */
export function RowFilters({ data, filter, reason, onFilter }: FiltersProps) {
  const w = useWords(importsWords).rows;
  const { counts } = data;
  const reasons = reasonsOf(data, filter);
  return (
    <>
      <FilterChips label={w.filter}>
        <Chip pressed={!filter} count={allLines(counts)} onPress={() => onFilter(undefined)}>
          {w.all}
        </Chip>
        {shownFilters(counts, filter).map((name) => (
          <Chip
            key={name}
            pressed={filter === name}
            count={counts?.[name] ?? 0}
            onPress={() => onFilter(filter === name ? undefined : name)}
          >
            {w.outcomes[name]}
          </Chip>
        ))}
      </FilterChips>
      {reasons.length > 0 && (
        <FilterChips label={w.reasons}>
          {reasons.map(({ code, label, rows }) => (
            <Chip
              key={code}
              pressed={reason === code}
              count={rows}
              onPress={() => onFilter(filter, reason === code ? undefined : code)}
            >
              {label}
            </Chip>
          ))}
        </FilterChips>
      )}
    </>
  );
}
