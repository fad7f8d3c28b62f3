import { defineWords, language } from '@/language';
import { fr } from './fr';

export const uiWords = defineWords(fr, () => import('./en').then(({ en }) => en));

/** Said outside of any drawing. */
export const uiWordsNow = () => uiWords[language()] ?? uiWords.fr;
