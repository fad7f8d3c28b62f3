/** Takes back what was done in one go, and tells what became of it; that in turn can be taken back. */
import { IconArrowBackUp } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ChangesMade, sentenceOf } from '@/api';
import { membersChanged, undoChanges } from '@/features/members';
import { useWords } from '@/language';
import { Button, toast } from '@/ui';
import { journalWords } from '../words/journal';

export function UndoOperation({ set }: { set: string }) {
  const w = useWords(journalWords);
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const takeBack = async (id: string) => {
    const made = await undoChanges(id);
    const again = made.change_set_id;
    toast({ text: toldUndone(made, w), ...(again && { undo: () => takeBack(again) }) });
    await Promise.all([membersChanged(client), client.invalidateQueries({ queryKey: ['audit'] })]);
  };
  const press = async () => {
    setBusy(true);
    try {
      await takeBack(set);
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    setBusy(false);
  };
  return (
    <Button
      size="small"
      look="plain"
      busy={busy}
      icon={<IconArrowBackUp size={18} stroke={1.75} aria-hidden />}
      onClick={() => void press()}
    >
      {w.undo}
    </Button>
  );
}

type Words = (typeof journalWords)['fr'];

/** How many are as they were, and how many somebody changed since. */
export function toldUndone({ rows }: Pick<ChangesMade, 'rows'>, w: Words): string {
  const of = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
  const left = of('refused');
  return [w.undone(of('changed')), left > 0 && w.left(left)].filter(Boolean).join(' ');
}
