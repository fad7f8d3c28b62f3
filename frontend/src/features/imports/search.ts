/** What the address of an import holds: the step, the rows shown, the row that is open. */

import type { RowOutcome } from '@/api';
import { readFilter } from './rows';

export const STEPS = ['fichier', 'verification'] as const;
export type Step = (typeof STEPS)[number];

export interface ImportSearch {
  etape?: Step;
  lignes?: RowOutcome;
  ligne?: number;
}

export function readImportSearch(raw: Record<string, unknown>): ImportSearch {
  const step = STEPS.find((name) => name === raw.etape);
  const filter = readFilter(raw.lignes);
  const row = Number(raw.ligne);
  return {
    ...(step ? { etape: step } : {}),
    ...(filter ? { lignes: filter } : {}),
    ...(Number.isInteger(row) && row > 0 ? { ligne: row } : {}),
  };
}
