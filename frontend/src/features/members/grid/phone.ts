/** What only a narrow screen shows of the list: no desk loads it. */
import { lazyPart } from '@/ui';

export const fetchCards = () => import('./MemberCards');
export const fetchFilters = () => import('./PhoneFilters');

export const MemberCards = lazyPart(() => fetchCards().then((part) => part.MemberCards));
export const PhoneFilters = lazyPart(() => fetchFilters().then((part) => part.PhoneFilters));
