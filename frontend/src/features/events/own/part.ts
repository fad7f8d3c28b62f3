import { lazyPart } from '@/ui';

/** One tab of a space that has many: fetched for who opens it. */
export const OwnEvents = lazyPart(() => import('./OwnEvents').then((part) => part.OwnEvents));
