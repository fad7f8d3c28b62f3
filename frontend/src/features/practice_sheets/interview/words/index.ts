import { defineWords } from '@/language';
import { fr } from './fr';

export const interviewWords = defineWords(fr, () => import('./en').then(({ en }) => en));
