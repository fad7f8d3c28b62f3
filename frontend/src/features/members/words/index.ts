import { defineWords, type Translation, useWords } from '@/language';
import { auditFr } from './auditFr';
import { fr } from './fr';

export const membersWords = defineWords(fr, () => import('./en').then(({ en }) => en));

/** What changed in a record and in the club: many words, on few pages. */
export const auditWords = defineWords(auditFr, () => import('./auditEn').then(({ auditEn }) => auditEn));

export type RecordWords = Translation<typeof fr> & { audit: Translation<typeof auditFr> };

export function useRecordWords(): RecordWords {
  return { ...useWords(membersWords), audit: useWords(auditWords) };
}
