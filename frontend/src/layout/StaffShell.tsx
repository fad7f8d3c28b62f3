/** The desk: a rail at the left, the search at the top, tabs at the bottom of a phone, a menu where there is no room. */
import { IconMenu2, IconSearch } from '@tabler/icons-react';
import { Link, type LinkProps, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useWords } from '@/language';
import { Button, Kbd, lazyPart, Part, useReadyFor } from '@/ui';
import { type Brand, BrandMark, Main, OfflineBar, SkipLink } from './Frame';
import css from './shells.module.css';
import { layoutWords } from './words';

const fetchEntries = () => import('./EntriesDialog');
const EntriesDialog = lazyPart(() => fetchEntries().then((part) => part.EntriesDialog));

export interface Entry {
  label: string;
  icon: ReactNode;
  to?: LinkProps['to'];
  /** Of a page that the program writes itself. */
  href?: string;
  onPress?: () => void;
  count?: number | undefined;
  /** Only this address, not those below it. */
  exact?: boolean;
}

interface StaffShellProps {
  brand: Brand;
  sections: { title?: string; entries: Entry[] }[];
  /** For the phone: five at most with the one that holds the others. */
  tabs: Entry[];
  onSearch: () => void;
  actions?: ReactNode;
  account: ReactNode;
  children: ReactNode;
}

export function StaffShell({ brand, sections, tabs, onSearch, actions, account, children }: StaffShellProps) {
  const w = useWords(layoutWords);
  const [open, setOpen] = useState<'menu' | 'more' | null>(null);
  useReadyFor(fetchEntries);
  const close = () => setOpen(null);
  const entries = sections.flatMap((section) => section.entries);
  const more = entries.filter(({ to }) => !to || !tabs.some((tab) => tab.to === to));
  const inMore = useRouterState({
    select: ({ location }) => more.some(({ to }) => to && `${location.pathname}/`.startsWith(`${to}/`)),
  });
  // The first page says itself who waits; the others are told here.
  const elsewhere = countOf(entries.filter(({ to }) => to !== '/'));
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
              <NavEntry key={entry.label} entry={entry} />
            ))}
          </div>
        ))}
      </nav>
      <div className={css.column}>
        <header className={css.header}>
          <div className={css.menu}>
            <Button
              aria-haspopup="dialog"
              aria-expanded={open === 'menu'}
              icon={<IconMenu2 size={20} stroke={1.75} aria-hidden />}
              onClick={() => setOpen('menu')}
            >
              {w.menu} <Badge count={elsewhere} />
            </Button>
          </div>
          <button type="button" className={css.search} onClick={onSearch} aria-label={w.search}>
            <IconSearch size={20} stroke={1.75} aria-hidden />
            <span aria-hidden>{w.searchShort}</span>
            <Kbd>Ctrl K</Kbd>
          </button>
          <div className={css.spacer} />
          {actions && <div className={css.actions}>{actions}</div>}
          {account}
        </header>
        <OfflineBar />
        <Main>{children}</Main>
      </div>
      <nav className={css.tabs} aria-label={w.mainNav}>
        {tabs.map((entry) => (
          <TabEntry key={entry.label} entry={entry} />
        ))}
        {more.length > 0 && (
          <button
            type="button"
            className={css.tab}
            aria-haspopup="dialog"
            aria-expanded={open === 'more'}
            aria-current={inMore || undefined}
            onClick={() => setOpen('more')}
          >
            <i>
              <IconMenu2 size={22} stroke={1.75} aria-hidden />
            </i>
            <span>{w.more}</span>
            <Badge count={countOf(more)} />
          </button>
        )}
      </nav>
      <Part>
        {open && (
          <EntriesDialog
            title={w[open]}
            label={w.mainNav}
            entries={open === 'more' ? more : [...entries, ...tabs.filter(({ onPress }) => onPress)]}
            onClose={close}
          />
        )}
      </Part>
    </div>
  );
}

const countOf = (entries: Entry[]) => entries.reduce((sum, { count }) => sum + (count ?? 0), 0);

/** How many wait behind what is closed. */
function Badge({ count }: { count: number }) {
  const w = useWords(layoutWords);
  if (count === 0) return null;
  return (
    <>
      <span className={css.count} aria-hidden>
        {count > MOST_SHOWN ? `${MOST_SHOWN}+` : count}
      </span>
      <span data-visually-hidden>{w.waiting(count)}</span>
    </>
  );
}

/** A tab has room for two digits. */
const MOST_SHOWN = 99;

/** `onGone`: one has gone there. */
export function NavEntry({ entry, onGone }: { entry: Entry; onGone?: () => void }) {
  const inside = (
    <>
      {entry.icon}
      <span>{entry.label}</span>
      {entry.count ? <span className={css.count}>{entry.count}</span> : null}
    </>
  );
  if (entry.href) {
    return (
      <a href={entry.href} className={css.entry}>
        {inside}
      </a>
    );
  }
  return entry.to ? (
    <Link
      to={entry.to}
      className={css.entry}
      activeOptions={{ exact: entry.exact ?? false, includeSearch: false }}
      {...(onGone && { onClick: onGone, 'data-autofocus': true })}
    >
      {inside}
    </Link>
  ) : (
    <button
      type="button"
      className={css.entry}
      onClick={() => {
        onGone?.();
        entry.onPress?.();
      }}
    >
      {inside}
    </button>
  );
}

function TabEntry({ entry }: { entry: Entry }) {
  const inside = (
    <>
      <i>{entry.icon}</i>
      <span>{entry.label}</span>
      <Badge count={entry.count ?? 0} />
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
