import { defineWords } from '@/language';
import { fr } from './fr';

export const apiWords = defineWords(fr, () => import('./en').then(({ en }) => en));
