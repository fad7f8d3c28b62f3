import { defineWords } from '@/language';
import { fr } from './fr';

export const eventsWords = defineWords(fr, () => import('./en').then(({ en }) => en));
