/** What the addresses of sheets hold: a list that is narrowed, a part of a sheet, can be bookmarked, shared and gone back to. */
import { SHEET_KINDS, SHEET_STATES, type SheetKind, type SheetQuery, type SheetState } from '@/api';

export interface SheetSearch {
  q?: string;
  genre?: SheetKind;
  etat?: SheetState;
  /** Those that are due for another look. */
  revoir?: true;
}

export function readSheetSearch(raw: Record<string, unknown>): SheetSearch {
  const genre = SHEET_KINDS.find((kind) => kind === raw.genre);
  const etat = SHEET_STATES.find((state) => state === raw.etat);
  const revoir = raw.revoir === true;
  return {
    ...(typeof raw.q === 'string' && raw.q !== '' && { q: raw.q }),
    ...(genre && { genre }),
    // Only what is published can be due.
    ...(etat && !revoir && { etat }),
    ...(revoir && { revoir }),
  };
}

export const askedOf = ({ q, genre, etat, revoir }: SheetSearch): Omit<SheetQuery, 'cursor' | 'limit'> => ({
  ...(q && { q }),
  ...(genre && { kind: genre }),
  ...(etat && { state: etat }),
  ...(revoir && { review_due: true }),
});

/** The parts of a sheet's page. */
export const SHEET_TABS = ['fiche', 'suivi'] as const;
export type SheetTab = (typeof SHEET_TABS)[number];

export function readSheetTab(raw: Record<string, unknown>): { onglet?: 'suivi'; champ?: string } {
  return {
    ...(raw.onglet === 'suivi' && { onglet: 'suivi' as const }),
    // The field that is jumped to.
    ...(typeof raw.champ === 'string' && /^[a-z_.0-9-]{1,80}$/.test(raw.champ) && { champ: raw.champ }),
  };
}
