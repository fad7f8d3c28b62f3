import type { PersonPrivacy } from '@/api';

/** The addresses of somebody’s functions, each once, those of the functions that last first. */
export function addressesOf({ contacts }: Pick<PersonPrivacy, 'contacts'>): string[] {
  const last = contacts.filter(({ to_on }) => !to_on);
  const all = [...last, ...contacts].flatMap(({ email }) => (email ? [email] : []));
  return [...new Set(all)];
}
