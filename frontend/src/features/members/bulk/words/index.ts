import { defineWords } from '@/language';
import { fr } from './fr';

export const bulkWords = defineWords(fr, () => import('./en').then(({ en }) => en));
