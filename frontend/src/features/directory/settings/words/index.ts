import { defineWords } from '@/language';
import { fr } from './fr';

export const directorySettingsWords = defineWords(fr, () => import('./en').then(({ en }) => en));
