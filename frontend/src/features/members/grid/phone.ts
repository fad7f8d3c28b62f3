/** What only a phone shows of the list: no desk loads it. */
import { lazy } from 'react';

const cards = () => import('./MemberCards');
const filters = () => import('./PhoneFilters');
export const fetchCards = () => Promise.all([cards(), filters()]);

export const MemberCards = lazy(() => cards().then((part) => ({ default: part.MemberCards })));
export const PhoneFilters = lazy(() => filters().then((part) => ({ default: part.PhoneFilters })));
