import { defineWords } from '@/language';
import { fr } from './fr';

export const registrationsWords = defineWords(fr, () => import('./en').then(({ en }) => en));
