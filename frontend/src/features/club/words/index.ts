import { defineWords } from '@/language';
import { fr } from './fr';

export const clubWords = defineWords(fr, () => import('./en').then(({ en }) => en));
