/** On a phone the filters are one button, and a sheet from below that the thumb reaches. */
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { MemberQuery } from '@/api';
import { useWords } from '@/language';
import { Button, Dialog, SelectField } from '@/ui';
import { membersQuery } from '../queries';
import { clean, quickOf } from '../search';
import css from './grid.module.css';
import { QuickChips, type QuickProps, QuickSelects } from './QuickFilters';
import { gridWords } from './words';

const SORTS = [
  'name',
  'last_contact_on',
  '-last_contact_on',
  'contact_due_on',
  'commune',
  '-created_at',
] as const;

interface PhoneFiltersProps extends QuickProps {
  /** The list below, whose rows are counted. */
  query: MemberQuery;
  /** More ways to narrow, between the chips and the order. */
  children?: ReactNode;
}

export function PhoneFilters({ search, onSearch, counts, query, children }: PhoneFiltersProps) {
  const w = useWords(gridWords);
  const list = useInfiniteQuery(membersQuery(query));
  const total = list.data?.pages[0]?.total;
  const [open, setOpen] = useState(false);
  const used = Object.keys(quickOf(search)).length + (search.filtre ? 1 : 0);
  return (
    <>
      <Button
        wide
        aria-haspopup="dialog"
        icon={<IconAdjustmentsHorizontal size={20} stroke={1.75} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {w.showFilters(used)}
      </Button>
      {open && (
        <Dialog
          shape="drawer"
          title={w.filters}
          onClose={() => setOpen(false)}
          footer={
            <Button look="main" wide onClick={() => setOpen(false)}>
              {w.seeResults(total ?? 0)}
            </Button>
          }
        >
          <div className={css.stack}>
            <QuickChips search={search} onSearch={onSearch} counts={counts} />
            <QuickSelects search={search} onSearch={onSearch} counts={counts} />
            {children}
            <SelectField
              label={w.sort}
              value={search.sort ?? 'name'}
              onChange={(event) => onSearch(clean({ ...search, sort: event.currentTarget.value }))}
              data={SORTS.map((sort) => ({ value: sort, label: w.sorts[sort] }))}
            />
          </div>
        </Dialog>
      )}
    </>
  );
}
