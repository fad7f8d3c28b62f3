import { queryOptions } from '@tanstack/react-query';
import { type Attendee, answer, api, type InvitationAnswer } from '@/api';

/** What the link is about. A POST that changes nothing: the token is in no address. */
export const linkQuery = (token: string) =>
  queryOptions({
    queryKey: ['event-link', token],
    queryFn: ({ signal }) => answer(api.POST('/public/event-links/review', { body: { token }, signal })),
    enabled: token !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const answerInvitation = (token: string, said: InvitationAnswer, people: Attendee[]) =>
  answer(api.POST('/public/event-links/answer', { body: { token, answer: said, people } }));
export const acceptSeat = (token: string) =>
  answer(api.POST('/public/event-links/accept', { body: { token } }));
export const leaveByLink = (token: string) =>
  answer(api.POST('/public/event-links/leave', { body: { token } }));
export const handSeatOver = (token: string, person: Attendee) =>
  answer(api.POST('/public/event-links/hand-over', { body: { token, ...person } }));
export const answerSurvey = (token: string, said: { useful: number; again: boolean; words: string }) =>
  answer(api.POST('/public/event-links/survey', { body: { token, ...said } }));
export const checkIn = (body: { event_id: string; code: string; email: string }) =>
  answer(api.POST('/public/event-links/check-in', { body }));
