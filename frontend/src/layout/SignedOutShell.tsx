import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '@/language';
import { Mailles } from '@/ui';
import { type Brand, BrandMark, Main, OfflineBar, SkipLink } from './Frame';
import css from './SignedOutShell.module.css';
import shell from './shells.module.css';
import { layoutWords } from './words';

interface SignedOutProps {
  brand: Brand;
  slogan: string;
  sentence: string;
  privacyContact: string | null;
  legalNotice: string | null;
  corner: ReactNode;
  children: ReactNode;
}

/** The doorstep. */
export function SignedOutShell(props: SignedOutProps) {
  const w = useWords(layoutWords);
  return (
    <div className={css.out}>
      <SkipLink />
      <aside className={css.scene} aria-label={props.brand.name}>
        <div className={`${shell.brand} ${css.home}`}>
          <BrandMark brand={props.brand} />
        </div>
        <div>
          <h2>{props.slogan}</h2>
          <p>{props.sentence}</p>
        </div>
        <Mailles total={45} full={36} fresh={6} columns={9} deep className={css.gauge} />
      </aside>
      <div className={css.door}>
        <header className={css.doorHead}>
          <div className={`${shell.brand} ${css.home}`}>
            <BrandMark brand={props.brand} />
          </div>
          {props.corner}
        </header>
        <OfflineBar />
        <Main className={css.doorMain}>{props.children}</Main>
        <footer className={css.legal}>
          {props.legalNotice && <Link to="/mentions">{w.legal}</Link>}
          {props.privacyContact && <span>{w.privacy(props.privacyContact)}</span>}
        </footer>
      </div>
    </div>
  );
}
