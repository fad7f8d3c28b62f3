/** What changed in a record and in the club: many words, on few pages. */
import { defineWords, type Translation, useWords } from '@/language';
import { auditFr } from './auditFr';
import { membersWords } from './index';
import { recordWords } from './record';

export const auditWords = defineWords(auditFr, () => import('./auditEn').then(({ auditEn }) => auditEn));

export type RecordWords = (typeof membersWords)['fr'] &
  (typeof recordWords)['fr'] & { audit: Translation<typeof auditFr> };

export function useRecordWords(): RecordWords {
  return { ...useWords(membersWords), ...useWords(recordWords), audit: useWords(auditWords) };
}
