import { defineWords } from '@/language';
import { fr } from './fr';

export const registersWords = defineWords(fr, () => import('./en').then(({ en }) => en));
