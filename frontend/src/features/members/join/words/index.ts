import { defineWords } from '@/language';
import { fr } from './fr';

export const joinWords = defineWords(fr, () => import('./en').then(({ en }) => en));
