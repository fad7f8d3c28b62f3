import { defineWords } from '@/language';
import { fr } from './fr';

export const personWords = defineWords(fr, () => import('./en').then(({ en }) => en));
