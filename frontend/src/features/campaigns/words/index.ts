import { defineWords } from '@/language';
import { fr } from './fr';

export const campaignsWords = defineWords(fr, () => import('./en').then(({ en }) => en));
