import type { Referent } from '@/api';

/** Who has left the team is named as such. */
export function referentName({ name, gone }: Referent, words: { referentGone: (name: string) => string }) {
  return gone ? words.referentGone(name) : name;
}
