import { defineWords } from '@/language';
import { en } from './en';
import { fr } from './fr';
import { protectionEn } from './protectionEn';
import { protectionFr } from './protectionFr';

export const accountsWords = defineWords(fr, en);

/** Devices, address and second factor; what administrators see of them. */
export const protectionWords = defineWords(protectionFr, protectionEn);
