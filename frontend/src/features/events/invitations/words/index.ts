import { defineWords } from '@/language';
import { fr } from './fr';

export const invitationsWords = defineWords(fr, () => import('./en').then(({ en }) => en));
