import type { ReactNode } from 'react';
import css from './imports.module.css';

/** What comes next, always in sight at the foot. */
export function ActionBar({
  sentence,
  label,
  children,
}: {
  sentence: ReactNode;
  label?: string;
  children: ReactNode;
}) {
  return (
    <section className={css.bar} aria-label={label}>
      <div>{sentence}</div>
      {children}
    </section>
  );
}
