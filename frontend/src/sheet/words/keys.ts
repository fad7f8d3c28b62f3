/** What each key does: for who asks. */
import { defineWords } from '@/language';
import { keysFr } from './keysFr';

export const keysWords = defineWords(keysFr, () => import('./keysEn').then(({ keysEn }) => keysEn));
