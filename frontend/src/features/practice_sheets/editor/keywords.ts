/** Finds words of the controlled list by what one types of them, or of what else they are called. Pure. */
import type { Keyword } from '@/api';

/** Without case, accents and ligatures. */
export const plainOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** `whole`: those that are called exactly so. */
export function fitting(words: readonly Keyword[], typed: string, whole = false): Keyword[] {
  const wanted = plainOf(typed);
  if (wanted === '') return [];
  const fits = (name: string) => {
    const plain = plainOf(name);
    return whole ? plain === wanted : ` ${plain}`.includes(` ${wanted}`);
  };
  return words.filter(({ name, aliases }) => [name, ...aliases.map((alias) => alias.name)].some(fits));
}
