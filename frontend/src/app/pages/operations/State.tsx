/** Whether all is well, in one sentence, and what to do about what is not. */
import type { FindingMark, Operations } from '@/api';
import { useLanguage, useWords } from '@/language';
import { Card, StatusMark } from '@/ui';
import { operationsWords } from '../../operationsWords';
import css from './operations.module.css';
import { sentenceOf, toLookAt } from './told';

const MARKS = { well: ['disc', 'ok'], look: ['diamond', 'warn'], wrong: ['square', 'err'] } as const;

function Mark({ mark }: { mark: FindingMark }) {
  const w = useWords(operationsWords);
  const [shape, tone] = MARKS[mark];
  return (
    <StatusMark shape={shape} tone={tone}>
      {w.marks[mark]}
    </StatusMark>
  );
}

interface StateProps {
  operations: Operations;
  /** When this was looked at, in milliseconds. */
  at: number;
}

export function State({ operations, at }: StateProps) {
  const w = useWords(operationsWords);
  const hour = new Intl.DateTimeFormat(useLanguage(), { timeStyle: 'medium' });
  const attention = toLookAt(operations);
  return (
    <Card>
      <div className={css.state} data-mark={operations.mark}>
        <p className={css.sentence} role="status">
          {sentenceOf(operations, w)}
        </p>
        {attention.length > 0 && <Findings findings={attention} />}
        <details className={css.parts}>
          <summary>{w.allParts}</summary>
          <Findings findings={operations.findings} />
        </details>
        <p className={css.hint}>{w.refreshed(hour.format(at))}</p>
      </div>
    </Card>
  );
}

function Findings({ findings }: { findings: Operations['findings'] }) {
  return (
    <ul className={css.findings}>
      {findings.map(({ part, mark, said }) => (
        <li key={part}>
          <Mark mark={mark} />
          <span>{said}</span>
        </li>
      ))}
    </ul>
  );
}
