/** What changing cells says: outside of any drawing, in the language of the moment. */
import { defineWords, type Language, type Translation } from '@/language';
import { handsFr } from './handsFr';

export type HandsWords = Translation<typeof handsFr>;
const handsWords = defineWords(handsFr, () => import('./handsEn').then(({ handsEn }) => handsEn));

export const handsWordsIn = (language: Language): HandsWords => handsWords[language] ?? handsWords.fr;

/** Once they can be said in this language. */
export const handsSpeak = (language: Language): Promise<unknown> =>
  language === 'en' ? handsWords.english() : Promise.resolve();
