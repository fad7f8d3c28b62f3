/** Asks before a page with changes that don't get saved is left. */
import { useBlocker } from '@tanstack/react-router';
import { type RefObject, useEffect, useState } from 'react';
import { useWords } from '@/language';
import type { SheetHandle } from '@/sheet';
import { Button, Dialog } from '@/ui';
import { mayLeave, watch } from '../unsaved';
import { appWords } from '../words';

interface Question {
  rows: number;
  answer: (leave: boolean) => void;
}

export function UnsavedDialog({ sheet }: { sheet: RefObject<SheetHandle | null> }) {
  const w = useWords(appWords).unsaved;
  const [question, setQuestion] = useState<Question | null>(null);
  useEffect(
    () =>
      watch(async () => {
        const rows = (await sheet.current?.unsaved()) ?? 0;
        if (rows === 0) return true;
        const leave = await new Promise<boolean>((answer) => setQuestion({ rows, answer }));
        setQuestion(null);
        if (leave) sheet.current?.abandon();
        return leave;
      }),
    [sheet],
  );
  // Filters and sorts are in the address too, and leave the sheet where it is. The browser's own leaving is the sheet's.
  useBlocker({
    shouldBlockFn: async ({ current, next }) => current.pathname !== next.pathname && !(await mayLeave()),
    enableBeforeUnload: false,
  });
  if (!question) return null;
  return (
    <Dialog
      title={w.title(question.rows)}
      onClose={() => question.answer(false)}
      footer={
        <>
          <Button onClick={() => question.answer(true)}>{w.leave}</Button>
          <Button look="main" data-autofocus onClick={() => question.answer(false)}>
            {w.stay}
          </Button>
        </>
      }
    >
      <p>{w.text}</p>
    </Dialog>
  );
}
