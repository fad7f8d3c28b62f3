import { defineWords } from '@/language';
import { fr } from './fr';

export const privacyWords = defineWords(fr, () => import('./en').then(({ en }) => en));
