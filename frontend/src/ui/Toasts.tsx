import { IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useWords } from '@/language';
import css from './Toasts.module.css';
import { dismiss, type Toast, toast as tell, useToasts } from './toasts';
import { uiWords } from './words';

/** Time to read and to decide to undo; stops while the pointer or the focus is on it (WCAG 2.2.1). */
const STAY = 9000;

/** `tellFailure` puts into words why something could not be undone. */
export function Toasts({ tellFailure }: { tellFailure: (error: unknown) => string }) {
  const toasts = useToasts();
  return (
    <div className={css.region} role="status" aria-live="polite">
      {toasts.map((toast) => (
        <Item key={toast.id} toast={toast} tellFailure={tellFailure} />
      ))}
    </div>
  );
}

function Item({ toast, tellFailure }: { toast: Toast; tellFailure: (error: unknown) => string }) {
  const w = useWords(uiWords);
  const timer = useRef<number>(0);
  const stop = () => window.clearTimeout(timer.current);
  const start = () => {
    stop();
    timer.current = window.setTimeout(() => dismiss(toast.id), STAY);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: one timer for the life of the message
  useEffect(() => {
    start();
    return stop;
  }, []);
  const undo = async () => {
    try {
      await toast.undo?.();
    } catch (error) {
      tell({ text: tellFailure(error), tone: 'error' });
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only holds the timer while someone is on it
    <div
      className={`${css.toast} ${toast.tone === 'error' ? css.error : ''}`}
      onMouseEnter={stop}
      onMouseLeave={start}
      onFocus={stop}
      onBlur={start}
    >
      <p>{toast.text}</p>
      {toast.way && (
        <button
          type="button"
          onClick={() => {
            dismiss(toast.id);
            toast.way?.go();
          }}
        >
          {toast.way.label}
        </button>
      )}
      {toast.undo && (
        <button
          type="button"
          onClick={() => {
            dismiss(toast.id);
            void undo();
          }}
        >
          {w.undo}
        </button>
      )}
      <button type="button" className={css.close} aria-label={w.close} onClick={() => dismiss(toast.id)}>
        <IconX size={18} stroke={1.75} aria-hidden />
      </button>
    </div>
  );
}
