import { defineWords } from '@/language';
import { en } from './en';
import { fr } from './fr';

export const joinWords = defineWords(fr, en);
