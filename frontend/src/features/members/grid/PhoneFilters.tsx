/** On a phone the filters are one button, and a sheet from below that the thumb reaches. */
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useWords } from '@/language';
import { Button, Dialog, SelectField } from '@/ui';
import { clean, quickOf } from '../searchAsked';
import { membersWords } from '../words';
import css from './grid.module.css';
import { QuickChips, type QuickProps, QuickSelects } from './QuickFilters';
import { gridWords } from './words';
import { phoneWords } from './words/phone';

const SORTS = [
  'name',
  'last_contact_on',
  '-last_contact_on',
  'contact_due_on',
  'commune',
  '-created_at',
] as const;

interface PhoneFiltersProps extends QuickProps {
  /** Rows of the list, once known. */
  total: number | undefined;
  /** More ways to narrow, between the chips and the order. */
  children?: ReactNode;
}

export function PhoneFilters({ search, onSearch, facets, total, children }: PhoneFiltersProps) {
  const w = useWords(gridWords);
  const phone = useWords(phoneWords);
  const { names } = useWords(membersWords);
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
        {phone.showFilters(used)}
      </Button>
      {open && (
        <Dialog
          shape="drawer"
          title={w.filters}
          onClose={() => setOpen(false)}
          footer={
            <Button look="main" wide onClick={() => setOpen(false)}>
              {total === undefined ? phone.seeList : phone.seeResults(total)}
            </Button>
          }
        >
          <div className={css.stack}>
            <QuickChips search={search} onSearch={onSearch} facets={facets} />
            <QuickSelects search={search} onSearch={onSearch} facets={facets} />
            {children}
            <SelectField
              label={phone.sort}
              value={search.sort ?? 'name'}
              onChange={(event) => onSearch(clean({ ...search, sort: event.currentTarget.value }))}
              data={SORTS.map((sort) => ({ value: sort, label: { ...names, ...phone.sorts }[sort] }))}
            />
          </div>
        </Dialog>
      )}
    </>
  );
}
