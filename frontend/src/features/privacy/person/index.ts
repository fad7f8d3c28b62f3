/** Fetched for who opens it. */
import { lazyPart } from '@/ui';

export type { Someone } from './PersonPrivacy';

export const PersonPrivacy = lazyPart(() => import('./PersonPrivacy').then((part) => part.PersonPrivacy));
