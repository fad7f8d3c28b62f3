import { defineWords } from '@/language';
import { fr } from './fr';

export const viewWords = defineWords(fr, () => import('./en').then(({ en }) => en));
