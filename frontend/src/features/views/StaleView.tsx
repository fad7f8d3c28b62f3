/** Somebody saved the view first: theirs, or both. */
import { type Problem, sentenceOf } from '@/api';
import { useDays, useWords } from '@/language';
import { Button, Dialog } from '@/ui';
import { dialogWords } from './words/dialogs';

interface StaleProps {
  name: string;
  problem: Problem;
  onTheirs: () => void;
  onCopy: () => void;
  onClose: () => void;
}

export function StaleView({ name, problem, onTheirs, onCopy, onClose }: StaleProps) {
  const w = useWords(dialogWords).stale;
  const days = useDays();
  const { current } = problem.body;
  const by = current?.changed_by;
  const who = typeof by === 'string' ? by : (by?.name ?? w.someone);
  return (
    <Dialog
      title={w.title(name)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onTheirs}>{w.theirs}</Button>
          <Button look="main" onClick={onCopy}>
            {w.copy}
          </Button>
        </>
      }
    >
      <p>{current ? w.text(who, days.instant(current.changed_at)) : sentenceOf(problem)}</p>
      <p>{w.choose}</p>
    </Dialog>
  );
}
