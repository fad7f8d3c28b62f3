import { defineWords } from '@/language';
import { fr } from './fr';

export const filterWords = defineWords(fr, () => import('./en').then(({ en }) => en));
