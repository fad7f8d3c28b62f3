import { defineWords } from '@/language';
import { fr } from './fr';

export const editorWords = defineWords(fr, () => import('./en').then(({ en }) => en));
