import { defineWords } from '@/language';
import { fr } from './fr';

export const layoutWords = defineWords(fr, () => import('./en').then(({ en }) => en));
