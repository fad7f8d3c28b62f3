import { defineWords } from '@/language';
import { fr } from './fr';

export const proposalsWords = defineWords(fr, () => import('./en').then(({ en }) => en));
