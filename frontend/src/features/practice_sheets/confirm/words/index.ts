import { defineWords } from '@/language';
import { fr } from './fr';

export const confirmWords = defineWords(fr, () => import('./en').then(({ en }) => en));
