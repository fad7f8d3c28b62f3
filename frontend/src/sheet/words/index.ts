import { defineWords, type Translation } from '@/language';
import { fr } from './fr';

export type SheetWords = Translation<typeof fr>;
export const sheetWords = defineWords(fr, () => import('./en').then(({ en }) => en));
