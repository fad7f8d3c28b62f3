import { defineWords } from '@/language';
import { fr } from './fr';

export const directoryWords = defineWords(fr, () => import('./en').then(({ en }) => en));
