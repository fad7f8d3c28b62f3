/** The tabs of a member beside its record: each is fetched for who opens it, or once the page is at rest. */
import { lazyPart } from '@/ui';

const people = () => import('./MemberPeople');
const merges = () => import('./merge/PastMerges');
const audit = () => import('./Audit');

export const MemberPeople = lazyPart(() => people().then((part) => part.MemberPeople));
export const PastMerges = lazyPart(() => merges().then((part) => part.PastMerges));
export const MemberAudit = lazyPart(() => audit().then((part) => part.MemberAudit));

export const fetchPeople = () => people();
export const fetchHistory = () => Promise.all([merges(), audit()]);
