import { defineWords } from '@/language';
import { formFr } from './formFr';

export const formWords = defineWords(formFr, () => import('./formEn').then(({ formEn }) => formEn));
