import { defineWords, type Translation } from '@/language';
import { fr } from './fr';
import { keysFr } from './keysFr';

export type SheetWords = Translation<typeof fr>;
export const sheetWords = defineWords(fr, () => import('./en').then(({ en }) => en));

/** What each key does: for who asks. */
export const keysWords = defineWords(keysFr, () => import('./keysEn').then(({ keysEn }) => keysEn));
