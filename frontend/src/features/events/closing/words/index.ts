import { defineWords } from '@/language';
import { fr } from './fr';

export const closingWords = defineWords(fr, () => import('./en').then(({ en }) => en));
