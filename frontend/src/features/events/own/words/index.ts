import { defineWords } from '@/language';
import { fr } from './fr';

export const ownWords = defineWords(fr, () => import('./en').then(({ en }) => en));
