import { defineWords, type Translation } from '@/language';
import { en } from './en';
import { fr } from './fr';

export type SheetWords = Translation<typeof fr>;
export const sheetWords = defineWords(fr, en);
