import { lazy } from 'react';

/** Fetched for who looks at what was said with a member. */
export const fetchTimeline = () => import('./MemberTimeline');
export const MemberTimeline = lazy(() => fetchTimeline().then((part) => ({ default: part.MemberTimeline })));
