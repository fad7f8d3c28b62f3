import { defineWords } from '@/language';
import { fr } from './fr';

export const fileWords = defineWords(fr, () => import('./en').then(({ en }) => en));
