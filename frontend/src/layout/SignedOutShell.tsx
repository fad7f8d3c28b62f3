import type { ReactNode } from 'react';
import { Mailles } from '@/ui';
import { Foot, type FootTold } from './Foot';
import { type Brand, BrandMark, Main, OfflineBar, SkipLink } from './Frame';
import css from './SignedOutShell.module.css';
import shell from './shells.module.css';

interface SignedOutProps {
  brand: Brand;
  slogan: string;
  sentence: string;
  foot: FootTold;
  corner: ReactNode;
  children: ReactNode;
}

/** The doorstep. */
export function SignedOutShell(props: SignedOutProps) {
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
        <Foot {...props.foot} />
      </div>
    </div>
  );
}
