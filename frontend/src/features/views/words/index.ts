import { defineWords } from '@/language';
import { fr } from './fr';

export const viewsWords = defineWords(fr, () => import('./en').then(({ en }) => en));
