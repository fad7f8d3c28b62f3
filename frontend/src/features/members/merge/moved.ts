/** What passed over with a merge, and what stays when it is undone. */
import type { MergeMove } from '@/api';
import type { partAgain } from './queries';
import type { mergeWords } from './words';

/** « 12 échanges »; what a later server moves besides is counted without a name. */
export function movedText(words: Record<string, (n: number) => string>, { what, count }: MergeMove): string {
  return (words[what] ?? words.other)?.(count) ?? `${what} (${count})`;
}

/** Two records again, and what arrived since the merge and so belongs to the one that stayed. */
export function partedText(
  words: (typeof mergeWords)['fr'],
  { survivor, other, stays }: Pick<Awaited<ReturnType<typeof partAgain>>, 'survivor' | 'other' | 'stays'>,
): string {
  const told = stays.map((move) => movedText(words.merge.moved, move)).join(', ');
  const text = words.past.undone(survivor.name, other.name);
  return told ? `${text} ${words.past.stays(told, survivor.name)}` : text;
}
