import { defineWords } from '@/language';
import { fr } from './fr';

export const uiWords = defineWords(fr, () => import('./en').then(({ en }) => en));
