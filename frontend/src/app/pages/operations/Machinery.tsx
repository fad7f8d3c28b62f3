/** Who does the jobs, and what is done again and again. */
import type { Operations } from '@/api';
import { useDays, useWords } from '@/language';
import { Card, StatusMark } from '@/ui';
import { operationsWords } from '../../operationsWords';
import css from './operations.module.css';

const MARKS = {
  done: ['disc', 'ok'],
  running: ['half', 'ciel'],
  waiting: ['ring', 'ciel'],
  failed: ['diamond', 'warn'],
  dead: ['square', 'err'],
} as const;

export function Workers({ workers }: Pick<Operations, 'workers'>) {
  const w = useWords(operationsWords).workers;
  const days = useDays();
  return (
    <Card title={w.title}>
      {workers.length === 0 && <p>{w.none}</p>}
      <ul className={css.lines}>
        {workers.map((worker) => (
          <li key={worker.id}>
            <strong>{worker.host || w.process(worker.process, worker.version)}</strong>
            <StatusMark shape={worker.alive ? 'disc' : 'square'} tone={worker.alive ? 'ok' : 'err'}>
              {worker.alive ? w.alive : w.gone}
            </StatusMark>
            <small>
              {worker.host && `${w.process(worker.process, worker.version)}, `}
              {worker.alive ? w.since(days.instant(worker.started_at)) : w.seen(days.instant(worker.seen_at))}
            </small>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function Schedules({ schedules }: Pick<Operations, 'schedules'>) {
  const { schedules: w, jobs } = useWords(operationsWords);
  const days = useDays();
  return (
    <Card title={w.title}>
      <ul className={css.lines}>
        {schedules.map(({ kind, every_seconds, active, next_at, last }) => (
          <li key={kind}>
            <strong>{jobs.kinds[kind] ?? kind}</strong>
            {active && last && (
              <StatusMark shape={MARKS[last.state][0]} tone={MARKS[last.state][1]}>
                {w.last[last.state]}
              </StatusMark>
            )}
            <small>
              {[
                w.every(every_seconds),
                active ? (last ? days.instant(last.at) : w.never) : w.inactive,
                active && every_seconds > 60 && w.next(days.instant(next_at)),
              ]
                .filter(Boolean)
                .join('\u00a0· ')}
            </small>
          </li>
        ))}
      </ul>
    </Card>
  );
}
