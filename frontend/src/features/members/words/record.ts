import { defineWords } from '@/language';
import { recordFr } from './recordFr';

export const recordWords = defineWords(recordFr, () => import('./recordEn').then(({ recordEn }) => recordEn));
