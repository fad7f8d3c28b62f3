/** Whoever leaves the page has all kept first; what can't be kept is asked about. */
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useWords } from '@/language';
import { Button, Dialog } from '@/ui';
import type { Keeper } from './keeper';
import { editorWords } from './words';

/** What it gives is the question, where there is one. */
export function useStay(keeper: Keeper): ReactNode {
  const w = useWords(editorWords).leave;
  const { history } = useRouter();
  const [answer, setAnswer] = useState<((stay: boolean) => void) | null>(null);
  useEffect(
    () =>
      history.block({
        enableBeforeUnload: () => !keeper.isWhole(),
        blockerFn: async ({ currentLocation, nextLocation }) => {
          if (currentLocation.pathname === nextLocation.pathname) return false;
          if (keeper.isWhole() || (await keeper.flush())) return false;
          const stays = await new Promise<boolean>((tell) => setAnswer(() => tell));
          setAnswer(null);
          return stays;
        },
      }),
    [history, keeper],
  );
  // A page that is put away may never come back.
  useEffect(() => {
    const away = () => document.visibilityState === 'hidden' && void keeper.flush();
    document.addEventListener('visibilitychange', away);
    return () => document.removeEventListener('visibilitychange', away);
  }, [keeper]);
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
