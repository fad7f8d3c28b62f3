import { defineWords } from '@/language';
import { fr } from './fr';

export const mergeWords = defineWords(fr, () => import('./en').then(({ en }) => en));
