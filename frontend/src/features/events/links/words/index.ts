import { defineWords } from '@/language';
import { fr } from './fr';

export const linksWords = defineWords(fr, () => import('./en').then(({ en }) => en));
