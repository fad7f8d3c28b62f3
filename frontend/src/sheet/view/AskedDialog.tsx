import { Button, Dialog } from '@/ui';
import type { sheetWords } from '../words';

interface AskedProps {
  rows: number;
  words: (typeof sheetWords)['fr'];
  onAnswer: (yes: boolean) => void;
}

export function AskedDialog({ rows, words, onAnswer }: AskedProps) {
  const w = words.ask;
  return (
    <Dialog
      title={w.title(rows)}
      onClose={() => onAnswer(false)}
      footer={
        <>
          <Button data-autofocus onClick={() => onAnswer(false)}>
            {w.no}
          </Button>
          <Button look="main" onClick={() => onAnswer(true)}>
            {w.yes(rows)}
          </Button>
        </>
      }
    >
      <p>{w.text}</p>
    </Dialog>
  );
}
