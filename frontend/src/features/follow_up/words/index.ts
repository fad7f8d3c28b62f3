import { defineWords } from '@/language';
import { fr } from './fr';

export const followUpWords = defineWords(fr, () => import('./en').then(({ en }) => en));
