import type { Ability } from './contract';

/** Why something may not be done; null where it may. */
export function reasonOf(ability: Ability | undefined): string | null {
  return ability?.allowed === false ? (ability.reason ?? '—') : null;
}
