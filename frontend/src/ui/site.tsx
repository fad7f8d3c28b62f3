/** Ways to the pages that the program writes itself: their address names the language that is spoken here. */
import type { ReactNode } from 'react';
import { type Language, useLanguage, useWords } from '@/language';
import { uiWords } from './words';

export type SitePage =
  | '/donnees-personnelles'
  | '/accessibilite'
  | '/annuaire'
  | '/rendez-vous'
  | '/integration';

export const sitePage = (page: SitePage, language: Language) => `${page}?lang=${language}`;

interface SiteLinkProps {
  to: SitePage;
  /** In a tab of its own: what is typed here stays. */
  aside?: boolean;
  children: ReactNode;
}

export function SiteLink({ to, aside = false, children }: SiteLinkProps) {
  const w = useWords(uiWords);
  const href = sitePage(to, useLanguage());
  if (!aside) return <a href={href}>{children}</a>;
  return (
    <a href={href} target="_blank" rel="noopener">
      {children} <span data-visually-hidden>{w.newTab}</span>
    </a>
  );
}

/** Beside the button of whatever asks people for data about them. */
export function NoticeLink() {
  const w = useWords(uiWords);
  return (
    <SiteLink to="/donnees-personnelles" aside>
      {w.notice}
    </SiteLink>
  );
}
