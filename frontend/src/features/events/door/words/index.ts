import { defineWords } from '@/language';
import { fr } from './fr';

export const doorWords = defineWords(fr, () => import('./en').then(({ en }) => en));
