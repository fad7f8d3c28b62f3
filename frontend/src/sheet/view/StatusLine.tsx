/** Under the grid: whether all is saved, what was just done, how far a long operation is, what is selected. */
import { IconAlertTriangle, IconCircleCheck, IconCloudUpload } from '@tabler/icons-react';
import { useDeferredValue, useEffect, useState } from 'react';
import { grammar } from '@/language';
import { UNFETCHED } from '../engine/desk';
import { HEADER, rectOf, sizeOf } from '../logic/selection';
import { summarise } from '../logic/summary';
import { useDesk, useLook } from './desk';
import css from './StatusLine.module.css';

const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;

export function StatusLine({ tell }: { tell: ((error: unknown) => string) | undefined }) {
  const desk = useDesk();
  const { words } = desk.engine;
  return (
    <div className={css.line}>
      <State tell={tell} />
      <Progress />
      <Told />
      <Selected />
      <span className={css.how} id={`${desk.id}-how`} data-visually-hidden>
        {words.howTo}
      </span>
    </div>
  );
}

function State({ tell }: { tell: ((error: unknown) => string) | undefined }) {
  const { engine } = useDesk();
  const { words, saving, rows } = engine;
  const waiting = useLook('work', (one) => one.engine.saving.waiting);
  const troubled = useLook('issues', ({ engine: { marks } }) => marks.refusals + marks.clashes);
  const working = useLook('work', (one) => one.engine.work !== null || one.engine.saving.long !== null);
  const failure = useLook('work', (one) => one.engine.saving.failure);
  const unread = useLook('rows', (one) => one.engine.rows.failure);
  if (failure !== null) {
    return (
      <span className={css.state} data-tone="err" role="alert">
        <IconAlertTriangle {...icon} />
        <span>
          {words.state.failed} {failure === UNFETCHED ? words.state.offline : tell?.(failure)}
        </span>
        <button type="button" onClick={() => saving.retry()}>
          {words.state.retry}
        </button>
        <button
          type="button"
          onClick={() => {
            const left = saving.waiting;
            saving.abandon();
            engine.say(words.state.abandoned(left), 'warn');
          }}
        >
          {words.state.abandon}
        </button>
      </span>
    );
  }
  if (unread !== null) {
    return (
      <span className={css.state} data-tone="err" role="alert">
        <IconAlertTriangle {...icon} />
        <span>
          {words.failedRead} {tell?.(unread)}
        </span>
        <button type="button" onClick={() => rows.retry()}>
          {words.state.retry}
        </button>
      </span>
    );
  }
  if (working) return null;
  if (waiting === 0 && troubled > 0) {
    return (
      <span className={css.state} data-tone="warn">
        <IconAlertTriangle {...icon} />
        {words.state.savedBut(troubled)}
      </span>
    );
  }
  return waiting > 0 ? (
    <span className={css.state} data-tone="busy">
      <IconCloudUpload {...icon} />
      {words.state.saving(waiting)}
    </span>
  ) : (
    <span className={css.state}>
      <IconCircleCheck {...icon} />
      {words.state.saved}
    </span>
  );
}

/** A long operation: how far, and a way to stop it. */
function Progress() {
  const { engine } = useDesk();
  const { words } = engine;
  const told = useLook('work', () => {
    const { work } = engine;
    if (work) return `${work.phase},${work.done},${work.total}`;
    const { long } = engine.saving;
    return long ? `saving,${long.done},${long.total}` : '';
  });
  if (told === '') return null;
  const [phase = 'saving', done = '0', total = '1'] = told.split(',');
  const text = words.work[phase as 'reading' | 'preparing' | 'saving'](Number(done), Number(total));
  return (
    <span className={css.progress}>
      <progress value={Number(done)} max={Number(total)} aria-label={text} />
      <span>{text}</span>
      <button
        type="button"
        onClick={() => {
          engine.work?.stop.abort();
          if (engine.saving.long) engine.saving.stop(engine.saving.long);
        }}
      >
        {words.work.stop}
      </button>
    </span>
  );
}

function Told() {
  const notice = useLook('work', (one) => one.engine.notice);
  return (
    <span className={css.told} role="status" data-tone={notice?.tone}>
      {notice?.text}
    </span>
  );
}

function Selected() {
  const desk = useDesk();
  const { engine } = desk;
  const { words } = engine;
  const now = useLook('selection', ({ engine: { selection } }) => {
    const { top, bottom, left, right } = rectOf(selection);
    return `${top},${bottom},${left},${right}`;
  });
  useRowsAtRest();
  // Counted when the keys leave time for it: an arrow must not wait for a sum.
  const [top = 0, bottom = 0, left = 0, right = 0] = useDeferredValue(now).split(',').map(Number);
  const { total } = engine.rows;
  const size = sizeOf({ top, bottom, left, right });
  if (top === HEADER || size.cells <= 1)
    return <span className={css.selected}>{total == null ? '' : words.status.rows(total)}</span>;
  const columns = engine.arrangement.shown.slice(left, right + 1).map(({ column }) => column);
  const { filled, numbers, sum, partial } = summarise(columns, top, bottom, (row, key) =>
    engine.valueAt(row, key),
  );
  const number = grammar(engine.speech.language).number;
  const average = numbers > 0 ? Number((sum / numbers).toFixed(2)) : 0;
  return (
    <span className={css.selected}>
      <span>{words.status.cells(size.cells)}</span>
      <span>{words.status.filled(filled)}</span>
      {numbers > 1 && (
        <>
          <strong title={number(sum)}>{words.status.sum(sum)}</strong>
          <strong>{words.status.average(average)}</strong>
        </>
      )}
      {partial && <span>{words.status.partial}</span>}
    </span>
  );
}

const REST_MS = 250;

/** Redraws when rows were read or changed, a few times a second at most. */
function useRowsAtRest(): void {
  const { engine } = useDesk();
  const [, setTick] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const stop = engine.signals.on('rows')(() => {
      timer ??= setTimeout(() => {
        timer = null;
        setTick((tick) => tick + 1);
      }, REST_MS);
    });
    return () => {
      if (timer) clearTimeout(timer);
      stop();
    };
  }, [engine]);
}
