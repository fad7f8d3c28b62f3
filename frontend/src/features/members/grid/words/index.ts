import { defineWords } from '@/language';
import { fr } from './fr';

export const gridWords = defineWords(fr, () => import('./en').then(({ en }) => en));
