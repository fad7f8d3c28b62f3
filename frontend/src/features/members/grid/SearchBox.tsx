import { IconSearch } from '@tabler/icons-react';
import { type RefObject, useEffect, useState } from 'react';
import { useWords } from '@/language';
import { useSettled } from '@/ui';
import type { MemberSearch } from '../search';
import { clean } from '../searchAsked';
import { membersWords } from '../words';
import css from './grid.module.css';

interface SearchBoxProps {
  search: MemberSearch;
  onSearch: (next: MemberSearch, replace?: boolean) => void;
  box: RefObject<HTMLInputElement | null>;
}

export function SearchBox({ search, onSearch, box }: SearchBoxProps) {
  const w = useWords(membersWords).list;
  const [text, setText] = useState(search.q ?? '');
  const settled = useSettled(text, 220);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed moves the address
  useEffect(() => {
    if (settled !== (search.q ?? '')) onSearch(clean({ ...search, q: settled }), true);
  }, [settled]);
  // Going back in the browser, or clearing the filters, changes the address without typing.
  useEffect(() => {
    setText(search.q ?? '');
  }, [search.q]);
  return (
    <search className={css.search}>
      <IconSearch size={20} stroke={1.75} aria-hidden />
      <input
        ref={box}
        type="search"
        aria-label={w.search}
        placeholder={w.search}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </search>
  );
}
