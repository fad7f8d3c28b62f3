import { defineWords } from '@/language';
import { fr } from './fr';

export const wayWords = defineWords(fr, () => import('./en').then(({ en }) => en));
