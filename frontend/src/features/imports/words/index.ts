import { defineWords } from '@/language';
import { fr } from './fr';

export const importsWords = defineWords(fr, () => import('./en').then(({ en }) => en));
