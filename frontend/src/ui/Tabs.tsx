import { createLink } from '@tanstack/react-router';
import { type AnchorHTMLAttributes, type ReactNode, type Ref, useEffect, useRef } from 'react';
import css from './Tabs.module.css';

export function Tabs({ label, children }: { label: string; children: ReactNode }) {
  const row = useRef<HTMLElement>(null);
  // On a narrow screen the row scrolls: the chosen tab is in sight.
  useEffect(() => {
    const { current } = row;
    const chosen = current?.querySelector<HTMLElement>('[aria-current]');
    if (current && chosen)
      current.scrollLeft = chosen.offsetLeft - current.clientWidth / 2 + chosen.offsetWidth / 2;
  });
  return (
    <nav ref={row} className={css.tabs} aria-label={label}>
      {children}
    </nav>
  );
}

function TabAnchor(props: AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> }) {
  return <a {...props} className={css.tab} />;
}
/** A tab is an address: it can be bookmarked, shared and gone back to. */
export const TabLink = createLink(TabAnchor);
