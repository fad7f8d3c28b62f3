import type { ReactNode } from 'react';
import css from './Timeline.module.css';

export function Timeline({ children, label }: { children: ReactNode; label: string }) {
  return (
    <ol className={css.timeline} aria-label={label}>
      {children}
    </ol>
  );
}

interface StepProps {
  icon: ReactNode;
  title: ReactNode;
  when?: ReactNode;
  children?: ReactNode;
  strong?: boolean;
}

export function TimelineStep({ icon, title, when, children, strong = false }: StepProps) {
  return (
    <li className={css.step} data-tone={strong ? 'ok' : undefined}>
      <div className={css.dot}>
        <span>{icon}</span>
      </div>
      <div className={css.stepBody}>
        <div className={css.stepHead}>
          <strong>{title}</strong>
          {when}
        </div>
        {children}
      </div>
    </li>
  );
}
