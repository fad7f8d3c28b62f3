import { defineWords } from '@/language';
import { fr } from './fr';

export const membersWords = defineWords(fr, () => import('./en').then(({ en }) => en));
