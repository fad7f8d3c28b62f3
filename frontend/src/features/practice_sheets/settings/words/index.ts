import { defineWords } from '@/language';
import { fr } from './fr';

export const keywordWords = defineWords(fr, () => import('./en').then(({ en }) => en));
