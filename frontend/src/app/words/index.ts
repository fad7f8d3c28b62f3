import { defineWords } from '@/language';
import { fr } from './fr';

export const appWords = defineWords(fr, () => import('./en').then(({ en }) => en));
