import { useEffect, useRef } from 'react';
import { useWords } from '@/language';
import css from './ErrorSummary.module.css';
import { formWords } from './words/forms';

export interface SummaryProps {
  /** Field id → sentence. */
  errors: { id: string; label: string; message: string }[];
  leftovers?: string[];
}

/** Takes the focus when errors arrive; each line leads to its field. */
export function ErrorSummary({ errors, leftovers = [] }: SummaryProps) {
  const w = useWords(formWords);
  const box = useRef<HTMLDivElement>(null);
  const count = errors.length + leftovers.length;
  useEffect(() => {
    if (count > 0) box.current?.focus();
  }, [count]);
  if (count === 0) return null;
  return (
    <div className={css.summary} role="alert" tabIndex={-1} ref={box}>
      {errors.length > 0 && <h2>{w.corrections(count)}</h2>}
      {errors.length === 0 && leftovers.length === 1 ? (
        <p>{leftovers[0]}</p>
      ) : (
        <ul>
          {errors.map(({ id, label, message }) => (
            <li key={id}>
              <a
                href={`#${id}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(id)?.focus();
                }}
              >
                {label} : {message}
              </a>
            </li>
          ))}
          {leftovers.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
