/** What only a phone shows of the list: no desk loads it. */
import { lazy } from 'react';

export const MemberCards = lazy(() =>
  import('./MemberCards').then((part) => ({ default: part.MemberCards })),
);
export const PhoneFilters = lazy(() =>
  import('./PhoneFilters').then((part) => ({ default: part.PhoneFilters })),
);
