import { defineWords } from '@/language';
import { fr } from './fr';

export const placesWords = defineWords(fr, () => import('./en').then(({ en }) => en));
