import { defineWords } from '@/language';
import { fr } from './fr';
import { protectionFr } from './protectionFr';

export const accountsWords = defineWords(fr, () => import('./en').then(({ en }) => en));

/** Devices, address and second factor; what administrators see of them. */
export const protectionWords = defineWords(protectionFr, () =>
  import('./protectionEn').then(({ protectionEn }) => protectionEn),
);
