import { useWords } from '@/language';
import { Button, Dialog } from '@/ui';
import { askedWords } from '../words/asked';

interface AskedProps {
  rows: number;
  onAnswer: (yes: boolean) => void;
}

export function AskedDialog({ rows, onAnswer }: AskedProps) {
  const w = useWords(askedWords);
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
