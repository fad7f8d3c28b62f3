/** What only a narrow screen shows of the list: no desk loads it. */
import { lazy } from 'react';

export const fetchCards = () => import('./MemberCards');
export const fetchFilters = () => import('./PhoneFilters');

export const MemberCards = lazy(() => fetchCards().then((part) => ({ default: part.MemberCards })));
export const PhoneFilters = lazy(() => fetchFilters().then((part) => ({ default: part.PhoneFilters })));
