import { Link } from '@tanstack/react-router';
import { useWords } from '@/language';
import { SiteLink } from '@/ui';
import css from './Foot.module.css';
import { footWords } from './words/foot';

export interface FootTold {
  /** How far the site is accessible; unknown until the club's answer is there. */
  accessibility: 'full' | 'partial' | 'no' | 'unknown';
  legalNotice: boolean;
}

/** What the law wants one step away from every page. */
export function Foot({ accessibility, legalNotice }: FootTold) {
  const w = useWords(footWords);
  return (
    <footer className={css.foot}>
      {legalNotice && <Link to="/mentions">{w.legal}</Link>}
      <SiteLink to="/donnees-personnelles">{w.personalData}</SiteLink>
      <SiteLink to="/accessibilite">{w.accessibility[accessibility]}</SiteLink>
    </footer>
  );
}
