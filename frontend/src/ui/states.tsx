/** The states that are not the happy one: empty, loading, failed. */
import { IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '@/language';
import { Button } from './Button';
import { Mailles } from './Mailles';
import css from './states.module.css';
import { uiWords } from './words';

interface EmptyProps {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** Everything is done: all the stitches are knitted. */
  done?: boolean;
}

export function EmptyState({ title, children, action, done = false }: EmptyProps) {
  return (
    <div className={css.empty}>
      <Mailles total={14} full={done ? 14 : 1} fresh={done ? 1 : 0} columns={7} width={112} />
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action && <div className={css.actions}>{action}</div>}
    </div>
  );
}

export interface FailureShape {
  title: string;
  sentence: string;
  requestId: string | null;
}

export function FailureNotice({ failure, onRetry }: { failure: FailureShape; onRetry?: () => void }) {
  const w = useWords(uiWords);
  return (
    <div className={css.failure} role="alert">
      <h2>{failure.title}</h2>
      <p>{failure.sentence}</p>
      {failure.requestId && <small>{w.request(failure.requestId)}</small>}
      {onRetry && (
        <Button icon={<IconRefresh size={20} stroke={1.75} aria-hidden />} onClick={onRetry}>
          {w.retry}
        </Button>
      )}
    </div>
  );
}

export function Loading() {
  const w = useWords(uiWords);
  return (
    <div className={css.loading} role="status" data-loading>
      <Mailles total={5} full={5} columns={5} width={90} />
      <span>{w.loading}</span>
    </div>
  );
}

/** Lines where text will come; the widths vary so that it reads as text. */
export function Skeleton({ lines = 4 }: { lines?: number }) {
  const w = useWords(uiWords);
  return (
    <div className={css.skeleton} role="status" aria-label={w.loading} data-loading>
      {Array.from({ length: lines }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity
        <div key={i} className={css.bar} style={{ width: `${95 - ((i * 17) % 40)}%` }} />
      ))}
    </div>
  );
}
