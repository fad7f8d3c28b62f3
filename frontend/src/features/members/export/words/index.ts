import { defineWords } from '@/language';
import { fr } from './fr';

export const exportWords = defineWords(fr, () => import('./en').then(({ en }) => en));
