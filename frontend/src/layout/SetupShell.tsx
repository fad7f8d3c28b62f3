import type { ReactNode } from 'react';
import { Foot, type FootTold } from './Foot';
import { type Brand, BrandMark, Main, OfflineBar, SkipLink } from './Frame';
import css from './setup.module.css';

interface SetupProps {
  brand: Brand;
  corner: ReactNode;
  /** Where one is among the steps. */
  steps: ReactNode;
  foot: FootTold;
  children: ReactNode;
}

/** Around the first set-up: the steps at one side, one thing to do at the other. */
export function SetupShell({ brand, corner, steps, foot, children }: SetupProps) {
  return (
    <div className={css.shell}>
      <SkipLink />
      <aside className={css.side}>
        <div className={css.held}>
          <div className={css.brand}>
            <BrandMark brand={brand} />
          </div>
          {steps}
        </div>
      </aside>
      <div className={css.body}>
        <div className={css.corner}>{corner}</div>
        <OfflineBar />
        <Main className={css.main}>{children}</Main>
        <Foot {...foot} />
      </div>
    </div>
  );
}
