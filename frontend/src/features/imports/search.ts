/** What the address of an import holds: the step, the rows shown and for which reason, the row that is open. */

import { ROW_OUTCOMES, type RowOutcome } from '@/api';

export const STEPS = ['fichier', 'verification'] as const;
export type Step = (typeof STEPS)[number];

export interface ImportSearch {
  etape?: Step;
  lignes?: RowOutcome;
  /** Code of a problem or a repair. */
  motif?: string;
  ligne?: number;
}

export function readImportSearch(raw: Record<string, unknown>): ImportSearch {
  const step = STEPS.find((name) => name === raw.etape);
  const filter = ROW_OUTCOMES.find((name) => name === raw.lignes);
  const reason = typeof raw.motif === 'string' && /^[a-z_.]{1,60}$/.test(raw.motif) ? raw.motif : null;
  const row = Number(raw.ligne);
  return {
    ...(step ? { etape: step } : {}),
    ...(filter ? { lignes: filter } : {}),
    ...(filter && reason ? { motif: reason } : {}),
    ...(Number.isInteger(row) && row > 0 ? { ligne: row } : {}),
  };
}
