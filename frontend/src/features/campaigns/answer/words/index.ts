import { defineWords } from '@/language';
import { fr } from './fr';

export const answerWords = defineWords(fr, () => import('./en').then(({ en }) => en));
