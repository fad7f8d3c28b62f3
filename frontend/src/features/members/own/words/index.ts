import { defineWords } from '@/language';
import { en } from './en';
import { fr } from './fr';

export const ownWords = defineWords(fr, en);
