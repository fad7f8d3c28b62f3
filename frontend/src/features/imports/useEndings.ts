/** What was left to the server ends with a word, whichever page of the imports is open then. */
import { useEffect, useRef } from 'react';
import type { ImportCard, ImportState } from '@/api';
import { useWords } from '@/language';
import { dismiss, toast } from '@/ui';
import { importsWords } from './words';

type Watched = Pick<ImportCard, 'id' | 'state' | 'file_name' | 'counts'>;

/** The messages that an undo has begun, by import. */
const begun = new Map<string, number>();

/** Tells that the undo of this import goes on at the server. */
export function tellBegun(id: string, text: string): void {
  begun.set(id, toast({ text }));
}

export function useEndings(imports: readonly Watched[]) {
  const w = useWords(importsWords).list;
  const seen = useRef(new Map<string, ImportState>());
  useEffect(() => {
    for (const { id, state, file_name, counts } of imports) {
      const before = seen.current.get(id);
      seen.current.set(id, state);
      const kept = counts?.kept ?? 0;
      if (before === 'committing' && state === 'committed') toast({ text: w.written(file_name) });
      if (before !== 'undoing' || state === 'undoing') continue;
      // That it has begun is no news any more.
      dismiss(begun.get(id) ?? 0);
      if (state === 'undone') {
        toast({ text: kept > 0 ? w.endedPart(file_name, kept) : w.ended(file_name) });
      } else toast({ text: w.endedNot(file_name), tone: 'error' });
    }
  }, [imports, w]);
}
