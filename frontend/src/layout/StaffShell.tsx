import { IconSearch } from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '@/language';
import { Kbd } from '@/ui';
import { type Brand, BrandMark, Main, OfflineBar, SkipLink } from './Frame';
import css from './shells.module.css';
import { layoutWords } from './words';

export interface Entry {
  label: string;
  icon: ReactNode;
  to?: LinkProps['to'];
  onPress?: () => void;
  count?: number | undefined;
  /** Only this address, not those below it. */
  exact?: boolean;
}

interface StaffShellProps {
  brand: Brand;
  sections: { title?: string; entries: Entry[] }[];
  /** For the phone: five at most. */
  tabs: Entry[];
  onSearch: () => void;
  actions?: ReactNode;
  account: ReactNode;
  children: ReactNode;
}

/** The desk: a rail at the left, the search at the top, tabs at the bottom of a phone. */
export function StaffShell({ brand, sections, tabs, onSearch, actions, account, children }: StaffShellProps) {
  const w = useWords(layoutWords);
  return (
    <div className={css.staff}>
      <SkipLink />
      <nav className={css.rail} aria-label={w.mainNav}>
        <Link to="/" className={css.brand}>
          <BrandMark brand={brand} />
        </Link>
        {sections.map((section, i) => (
          <div className={css.nav} key={section.title ?? i}>
            {section.title && <h2>{section.title}</h2>}
            {section.entries.map((entry) => (
              <RailEntry key={entry.label} entry={entry} />
            ))}
          </div>
        ))}
      </nav>
      <div className={css.column}>
        <header className={css.header}>
          <button type="button" className={css.search} onClick={onSearch} aria-label={w.search}>
            <IconSearch size={20} stroke={1.75} aria-hidden />
            <span aria-hidden>{w.searchShort}</span>
            <Kbd>Ctrl K</Kbd>
          </button>
          <div className={css.spacer} />
          {actions}
          {account}
        </header>
        <OfflineBar />
        <Main>{children}</Main>
      </div>
      <nav className={css.tabs} aria-label={w.mainNav}>
        {tabs.map((entry) => (
          <TabEntry key={entry.label} entry={entry} />
        ))}
      </nav>
    </div>
  );
}

function RailEntry({ entry }: { entry: Entry }) {
  const inside = (
    <>
      {entry.icon}
      <span>{entry.label}</span>
      {entry.count ? <span className={css.count}>{entry.count}</span> : null}
    </>
  );
  return entry.to ? (
    <Link
      to={entry.to}
      className={css.entry}
      activeOptions={{ exact: entry.exact ?? false, includeSearch: false }}
    >
      {inside}
    </Link>
  ) : (
    <button type="button" className={css.entry} onClick={entry.onPress}>
      {inside}
    </button>
  );
}

function TabEntry({ entry }: { entry: Entry }) {
  const inside = (
    <>
      <i>{entry.icon}</i>
      <span>{entry.label}</span>
    </>
  );
  return entry.to ? (
    <Link
      to={entry.to}
      className={css.tab}
      activeOptions={{ exact: entry.exact ?? false, includeSearch: false }}
    >
      {inside}
    </Link>
  ) : (
    <button type="button" className={css.tab} data-strong onClick={entry.onPress}>
      {inside}
    </button>
  );
}
