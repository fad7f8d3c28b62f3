/** What holders of a link read and say. POSTs, even those that change nothing: the token is in no address. */
import { queryOptions } from '@tanstack/react-query';
import { answer, api, type InterviewAnswer, type InterviewReview, multipart, upload } from '@/api';

export const interviewQuery = (token: string) =>
  queryOptions({
    queryKey: ['sheet-interview', token],
    queryFn: ({ signal }) =>
      answer(api.POST('/public/practice-interviews/review', { body: { token }, signal })),
    enabled: token !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const answerInterview = (token: string, answers: InterviewAnswer[], done: boolean) =>
  answer(api.POST('/public/practice-interviews/answer', { body: { token, answers, done } }));

export const sendPhoto = (
  token: string,
  file: File,
  alt: string,
  sending: { signal: AbortSignal; onProgress: (share: number) => void },
) =>
  upload<InterviewReview>(
    '/public/practice-interviews/photos',
    multipart({ token, alt: alt || null, file }),
    null,
    sending,
  );

export const confirmationQuery = (token: string) =>
  queryOptions({
    queryKey: ['sheet-confirmation', token],
    queryFn: ({ signal }) =>
      answer(api.POST('/public/practice-confirmations/review', { body: { token }, signal })),
    enabled: token !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const confirmSheet = (token: string, revision: number, name: string) =>
  answer(api.POST('/public/practice-confirmations/confirm', { body: { token, revision, name } }));
export const correctSheet = (token: string, name: string, words: string) =>
  answer(api.POST('/public/practice-confirmations/correct', { body: { token, name, words } }));
