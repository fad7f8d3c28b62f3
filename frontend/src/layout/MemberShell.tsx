import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Brand, BrandMark, Main, OfflineBar, SkipLink } from './Frame';
import css from './MemberShell.module.css';
import shell from './shells.module.css';

/** The member's space: one column, made for a thumb. */
export function MemberShell({
  brand,
  account,
  children,
}: {
  brand: Brand;
  account: ReactNode;
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
    </div>
  );
}
