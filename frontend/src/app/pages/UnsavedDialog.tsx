/** Asks before changes that don't get saved are lost. */
import { useWords } from '@/language';
import { Button, Dialog } from '@/ui';
import { unsavedWords } from '../words/unsaved';

interface DialogProps {
  changes: number;
  answer: (leave: boolean) => void;
  onClose: () => void;
}

export function UnsavedDialog({ changes, answer, onClose }: DialogProps) {
  const w = useWords(unsavedWords);
  return (
    <Dialog
      title={w.title(changes)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={() => answer(true)}>{w.leave}</Button>
          <Button look="main" data-autofocus onClick={onClose}>
            {w.stay}
          </Button>
        </>
      }
    >
      <p>{w.text}</p>
    </Dialog>
  );
}
