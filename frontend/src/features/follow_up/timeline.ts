import { lazyPart } from '@/ui';

/** Fetched for who looks at what was said with a member. */
export const fetchTimeline = () => import('./MemberTimeline');
export const MemberTimeline = lazyPart(() => fetchTimeline().then((part) => part.MemberTimeline));
