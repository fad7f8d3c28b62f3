import { defineWords } from '@/language';
import { fr } from './fr';

export const fieldsWords = defineWords(fr, () => import('./en').then(({ en }) => en));
