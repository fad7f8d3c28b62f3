/** What people who come are called, and found by. */
import type { Registration } from '@/api';

type Named = Pick<Registration, 'given_name' | 'family_name'>;

export const nameOf = ({ given_name, family_name }: Named) =>
  [given_name, family_name].filter(Boolean).join(' ');

/** As lists at doors have it: by the name that people give first. */
export const listedAs = ({ given_name, family_name }: Named) =>
  given_name ? `${family_name} ${given_name}` : family_name;

export const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** Each word that was typed begins a word of who it is, or of whom they come for. */
export function sought(
  { given_name, family_name, organisation, member }: Named & Pick<Registration, 'organisation' | 'member'>,
  text: string,
): boolean {
  const words = fold([given_name, family_name, organisation, member?.name].filter(Boolean).join(' ')).split(
    /[\s'’-]+/,
  );
  return fold(text)
    .split(/[\s'’-]+/)
    .every((wanted) => words.some((word) => word.startsWith(wanted)));
}
