import { queryOptions } from '@tanstack/react-query';
import { answer, api, ifMatch, type MailRelayForm } from '@/api';

export const mailRelayQuery = queryOptions({
  queryKey: ['club', 'mail-relay'],
  queryFn: ({ signal }) => answer(api.GET('/club/mail-relay', { signal })),
});
export const putMailRelay = (revision: number, body: MailRelayForm) =>
  answer(api.PUT('/club/mail-relay', { params: { header: ifMatch(revision) }, body }));
export const removeMailRelay = () => answer(api.DELETE('/club/mail-relay'));
/** One message at once, by this relay or by the one in force; tells what happened. */
export const tryMailRelay = (to: string, relay: MailRelayForm | null) =>
  answer(api.POST('/club/mail-relay/test', { body: { to, ...(relay ? { relay } : {}) } }));
