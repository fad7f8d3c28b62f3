/** Beside the grid: every cell that can't stand as it is, and every clash. A press goes to the cell. */
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useWords } from '@/language';
import type { Issue } from '../engine/marks';
import { at } from '../logic/selection';
import { showCell } from '../logic/values';
import { inCellWords } from '../words/inCell';
import { issuesPanelWords } from '../words/issuesPanel';
import { useDesk } from './desk';
import { Instead } from './Instead';
import css from './IssuesPanel.module.css';
import { clashTold, rowTold } from './settling';

const MOST = 200;

export function IssuesPanel({ onClose }: { onClose: () => void }) {
  const desk = useDesk();
  const { engine } = desk;
  const w = useWords(issuesPanelWords);
  const { marks } = engine;
  useSyncExternalStore(
    engine.signals.on('issues'),
    () => `${marks.refusals},${marks.clashes},${marks.stamp}`,
  );
  const issues = marks.issues(MOST);
  const all = marks.refusals + marks.clashes;
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (all > 0) return;
    // Nothing is left to settle: the keyboard goes on in the grid, not nowhere.
    const inside =
      panel.current?.contains(document.activeElement) || document.activeElement === document.body;
    onClose();
    if (inside) desk.grab();
  }, [all, desk, onClose]);
  const everyClash = (keep: 'mine' | 'theirs') =>
    desk.change(({ back }) =>
      back.decide(marks.issues(Number.POSITIVE_INFINITY).map(({ id, field }) => ({ id, field, keep }))),
    );
  return (
    <section ref={panel} className={css.panel} aria-label={w.title}>
      <div className={css.head}>
        <h2>{w.title}</h2>
        <button type="button" aria-label={w.close} onClick={onClose}>
          <IconX size={18} stroke={1.75} aria-hidden />
        </button>
      </div>
      <div className={css.all}>
        {marks.clashes > 1 && (
          <>
            <button type="button" onClick={() => everyClash('mine')}>
              {w.allMine}
            </button>
            <button type="button" onClick={() => everyClash('theirs')}>
              {w.allTheirs}
            </button>
          </>
        )}
        {marks.refusals > 1 && (
          <button
            type="button"
            onClick={() =>
              desk.change(({ back }) => back.dropRefused(marks.issues(Number.POSITIVE_INFINITY)))
            }
          >
            {w.dropAll}
          </button>
        )}
      </div>
      <ul className={css.list}>
        {issues.map((issue) => (
          <Entry key={`${issue.id} ${issue.field}`} issue={issue} />
        ))}
      </ul>
      {all > issues.length && <p className={css.more}>{w.more(all - issues.length)}</p>}
    </section>
  );
}

function Entry({ issue }: { issue: Issue }) {
  const desk = useDesk();
  const { engine } = desk;
  const { speech } = engine;
  const words = useWords(inCellWords);
  const { id, field, mark } = issue;
  const column = engine.config.columns.find(({ key }) => key === field);
  if (!column) return null;
  const offset = engine.rows.offsetOf(id);
  const index = engine.indexOf(field);
  const reachable = offset !== undefined && index >= 0;
  const show = (value: typeof mark.value) => showCell(column, value, speech) || words.blank;
  return (
    <li data-kind={mark.kind}>
      <button
        type="button"
        className={css.go}
        aria-disabled={!reachable}
        onClick={() => {
          if (!reachable) return;
          desk.working = true;
          engine.select(at(offset, index));
          desk.grab();
        }}
      >
        <strong>
          {rowTold(engine, id)} · {column.title}
        </strong>
        <span>{mark.kind === 'clash' ? clashTold(mark, speech) : mark.reason}</span>
        {!reachable && <small>{words.unseen}</small>}
      </button>
      {mark.kind === 'clash' ? (
        <div className={css.choices}>
          {(['mine', 'theirs'] as const).map((keep) => (
            <button
              key={keep}
              type="button"
              onClick={() => desk.change(({ back }) => back.decide([{ id, field, keep }]))}
            >
              <small>{keep === 'mine' ? words.keepMine : words.keepTheirs}</small>
              {show(keep === 'mine' ? mark.value : mark.theirs)}
            </button>
          ))}
        </div>
      ) : (
        <>
          <Instead id={id} field={field} mark={mark} className={css.drop} />
          <button
            type="button"
            className={css.drop}
            onClick={() => desk.change(({ back }) => back.dropRefused([{ id, field }]))}
          >
            {words.drop}
          </button>
        </>
      )}
    </li>
  );
}
