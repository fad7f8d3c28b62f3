/** How many change, how many don't and why, and a sample before and after. */
import { useWords } from '@/language';
import type { Column } from '@/sheet';
import { Changes } from '../Audit';
import css from './bulk.module.css';
import type { Preview } from './preview';
import { bulkWords } from './words';

export function PreviewTold({ preview, columns }: { preview: Preview; columns: readonly Column[] }) {
  const w = useWords(bulkWords);
  const names = new Map(columns.map(({ key, title }) => [key, title]));
  const { changed, unchanged, refused, reasons, sample } = preview;
  return (
    <>
      <div role="status">
        <h3>{w.preview}</h3>
        <ul className={css.counts}>
          <li>
            <strong>{w.changed(changed)}</strong>
          </li>
          {unchanged > 0 && <li>{w.unchanged(unchanged)}</li>}
          {refused > 0 && <li data-tone="warn">{w.refused(refused)}</li>}
        </ul>
      </div>
      {reasons.length > 0 && (
        <section>
          <h3>{w.why}</h3>
          <ul className={css.reasons}>
            {reasons.map(([reason, times]) => (
              <li key={reason}>{w.times(reason, times)}</li>
            ))}
          </ul>
        </section>
      )}
      {sample.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
        <section tabIndex={0} aria-label={w.sample}>
          <h3>{w.sample}</h3>
          <p className={css.note}>{w.firsts(sample.length)}</p>
          <ul className={css.sample}>
            {sample.map(({ id, name, changes }) => (
              <li key={id}>
                <strong>{name}</strong>
                <Changes changes={changes} names={names} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
