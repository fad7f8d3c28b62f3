import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Foot, type FootTold } from './Foot';
import { type Brand, BrandMark, Main, OfflineBar, SkipLink } from './Frame';
import css from './MemberShell.module.css';
import shell from './shells.module.css';

/** The member's space: one column, made for a thumb. */
export function MemberShell({
  brand,
  account,
  foot,
  children,
}: {
  brand: Brand;
  account: ReactNode;
  foot: FootTold;
  children: ReactNode;
}) {
  return (
    <div className={css.member}>
      <SkipLink />
      <header className={css.memberHead}>
        <Link to="/mon-espace" className={`${shell.brand} ${css.home}`}>
          <BrandMark brand={brand} />
        </Link>
        <div className={shell.spacer} />
        {account}
      </header>
      <OfflineBar />
      <Main>{children}</Main>
      <Foot {...foot} />
    </div>
  );
}
