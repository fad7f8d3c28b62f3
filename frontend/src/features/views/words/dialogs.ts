import { defineWords } from '@/language';
import { dialogsFr } from './dialogsFr';

export const dialogWords = defineWords(dialogsFr, () =>
  import('./dialogsEn').then(({ dialogsEn }) => dialogsEn),
);
