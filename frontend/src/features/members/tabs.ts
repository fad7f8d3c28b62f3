/** The tabs of a member beside its record: each is fetched for who opens it, or once the page is at rest. */
import { lazy } from 'react';

const people = () => import('./MemberPeople');
const merges = () => import('./merge/PastMerges');
const audit = () => import('./Audit');

export const MemberPeople = lazy(() => people().then((part) => ({ default: part.MemberPeople })));
export const PastMerges = lazy(() => merges().then((part) => ({ default: part.PastMerges })));
export const MemberAudit = lazy(() => audit().then((part) => ({ default: part.MemberAudit })));

export const fetchPeople = () => people();
export const fetchHistory = () => Promise.all([merges(), audit()]);
