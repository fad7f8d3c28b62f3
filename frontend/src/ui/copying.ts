/** Copying for people to paste elsewhere, and saying whether it could be done. */
import { useWords } from '@/language';
import { toast } from './toasts';
import { uiWords } from './words';

/** Copies a text and says `done`; else how to do it by hand: browsers refuse, or offer no clipboard at an address without a
 *  certificate. */
export function useCopy() {
  const w = useWords(uiWords);
  return async (text: string, done: string) => {
    try {
      await navigator.clipboard.writeText(text);
      toast({ text: done });
    } catch {
      toast({ text: w.uncopied, tone: 'error' });
    }
  };
}
