import { useWords } from '@/language';
import css from './Progress.module.css';
import { formWords } from './words/forms';

/** Long work: how far it is. */
export function Progress({ label, done, total }: { label: string; done: number | null; total: number }) {
  const w = useWords(formWords);
  return (
    <div className={css.progress}>
      <p role="status">
        <span>{label}</span>
        {done !== null && total > 1 && <span>{w.progress(done, total)}</span>}
      </p>
      <progress aria-label={label} {...(done === null ? {} : { value: done })} max={total} />
    </div>
  );
}
