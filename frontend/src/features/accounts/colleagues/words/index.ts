import { defineWords } from '@/language';
import { fr } from './fr';

export const colleaguesWords = defineWords(fr, () => import('./en').then(({ en }) => en));
