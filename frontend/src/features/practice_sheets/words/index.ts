import { defineWords } from '@/language';
import { fr } from './fr';

export const sheetsWords = defineWords(fr, () => import('./en').then(({ en }) => en));
