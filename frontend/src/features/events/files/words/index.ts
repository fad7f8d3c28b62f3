import { defineWords } from '@/language';
import { fr } from './fr';

export const filesWords = defineWords(fr, () => import('./en').then(({ en }) => en));
