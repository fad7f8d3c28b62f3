/** The list of accounts in the address. */
export const ACCOUNT_FILTERS = ['tous', 'invites', 'desactives', 'sans-deux-etapes'] as const;
export type AccountFilter = (typeof ACCOUNT_FILTERS)[number];

export interface AccountSearch {
  q?: string;
  etat?: AccountFilter;
}

/** What the address says of the list; anything else is left out. */
export function accountSearch(raw: Record<string, unknown>): AccountSearch {
  const etat = ACCOUNT_FILTERS.find((one) => one === raw.etat && one !== 'tous');
  const q = typeof raw.q === 'string' ? raw.q.slice(0, 200) : '';
  return { ...(q ? { q } : {}), ...(etat ? { etat } : {}) };
}
