import { IconFileTypePdf } from '@tabler/icons-react';
import { useState } from 'react';
import { sentenceOf } from '@/api';
import { useWords } from '@/language';
import { Button, toast } from '@/ui';
import { handOut } from '../handOut';
import { editorWords } from './words';
import { useWriting } from './writing';

/** The two pages as they would be printed now. */
export function PaperButton() {
  const w = useWords(editorWords);
  const { keeper } = useWriting();
  const [busy, setBusy] = useState(false);
  const show = async () => {
    setBusy(true);
    try {
      await handOut(keeper, 'pdf');
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    setBusy(false);
  };
  return (
    <Button
      size="small"
      busy={busy}
      icon={<IconFileTypePdf size={18} stroke={1.75} aria-hidden />}
      onClick={() => void show()}
    >
      {w.seePaper}
    </Button>
  );
}
