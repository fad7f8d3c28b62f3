import { IconMap2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '@/language';
import { AnchorButton } from '@/ui';
import { Foot, type FootTold } from './Foot';
import { type Brand, BrandMark, Main, OfflineBar, SkipLink } from './Frame';
import css from './MemberShell.module.css';
import shell from './shells.module.css';
import { layoutWords } from './words';

/** The member's space: one column, made for a thumb. */
export function MemberShell({
  brand,
  directory,
  account,
  foot,
  children,
}: {
  brand: Brand;
  /** Where the public directory is, if there is one. */
  directory: string | null;
  account: ReactNode;
  foot: FootTold;
  children: ReactNode;
}) {
  const w = useWords(layoutWords);
  return (
    <div className={css.member}>
      <SkipLink />
      <header className={css.memberHead}>
        <Link to="/mon-espace" className={`${shell.brand} ${css.home}`}>
          <BrandMark brand={brand} />
        </Link>
        <div className={shell.spacer} />
        {directory && (
          <AnchorButton
            look="plain"
            href={directory}
            className={css.directory}
            icon={<IconMap2 size={20} stroke={1.75} aria-hidden />}
          >
            {w.directory}
          </AnchorButton>
        )}
        {account}
      </header>
      <OfflineBar />
      <Main>{children}</Main>
      <Foot {...foot} />
    </div>
  );
}
