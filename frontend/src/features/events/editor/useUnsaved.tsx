/** Whoever leaves what is not saved is asked first. */
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useWords } from '@/language';
import { Button, Dialog } from '@/ui';
import { editorWords } from './words';

/** What it gives is the question, where there is one. */
export function useUnsaved(isDirty: boolean): ReactNode {
  const w = useWords(editorWords).leave;
  const { history } = useRouter();
  const [answer, setAnswer] = useState<((stay: boolean) => void) | null>(null);
  useEffect(() => {
    if (!isDirty) return;
    return history.block({
      enableBeforeUnload: true,
      blockerFn: async () => {
        const stays = await new Promise<boolean>((tell) => setAnswer(() => tell));
        setAnswer(null);
        return stays;
      },
    });
  }, [history, isDirty]);
  if (!answer) return null;
  return (
    <Dialog
      title={w.title}
      onClose={() => answer(true)}
      footer={
        <>
          <Button onClick={() => answer(false)}>{w.leave}</Button>
          <Button look="main" onClick={() => answer(true)}>
            {w.stay}
          </Button>
        </>
      }
    >
      <p>{w.text}</p>
    </Dialog>
  );
}
