/** What is done to one member: for its dialogs and its page. */
import {
  answer,
  api,
  type ContactForm,
  type HistoryStep,
  idempotencyKey,
  ifMatch,
  type MemberForm,
  type MemberPage,
  type NewMember,
  type Status,
} from '@/api';

export const createMember = (body: NewMember, key: ReturnType<typeof idempotencyKey>) =>
  answer(api.POST('/members', { params: { header: key }, body }));
export const changeMember = (id: string, revision: number, body: MemberForm) =>
  answer(api.PATCH('/members/{id}', { params: { path: { id }, header: ifMatch(revision) }, body }));
/** Many rows in one request, each on the revision it was read at. */
export const undoChanges = (id: string) =>
  answer(api.POST('/change-sets/{id}/undo', { params: { path: { id }, header: idempotencyKey() } }));
export const archiveMember = (id: string) =>
  answer(api.DELETE('/members/{id}', { params: { path: { id } } }));
export const restoreMember = (id: string) =>
  answer(api.POST('/members/{id}/restore', { params: { path: { id } } }));
export const changeStatus = (id: string, body: { status: Status; since: string; reason?: string }) =>
  answer(api.POST('/members/{id}/status', { params: { path: { id } }, body }));

/** The history as the form of the contract: each day as precise as it is known. */
export const stepsOf = (member: MemberPage): HistoryStep[] =>
  member.status_history.map(({ status, since, precision, reason }) => ({
    status,
    since: since.slice(0, { day: 10, month: 7, year: 4 }[precision]),
    ...(reason ? { reason } : {}),
  }));
export const correctHistory = (id: string, revision: number, steps: HistoryStep[]) =>
  answer(
    api.PUT('/members/{id}/status-history', {
      params: { path: { id }, header: ifMatch(revision) },
      body: { steps },
    }),
  );

export const addContact = (memberId: string, body: ContactForm) =>
  answer(
    api.POST('/members/{id}/contacts', {
      params: { path: { id: memberId }, header: idempotencyKey() },
      body,
    }),
  );
export const changeContact = (id: string, revision: number, body: ContactForm) =>
  answer(api.PATCH('/contacts/{id}', { params: { path: { id }, header: ifMatch(revision) }, body }));
