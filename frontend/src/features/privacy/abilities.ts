import type { Abilities } from '@/api';

/** Why this may not be done; null where it may. */
export function reasonOf(abilities: Abilities | undefined, verb: string): string | null {
  const ability = abilities?.[verb];
  return ability && !ability.allowed ? (ability.reason ?? '—') : null;
}
