/** What is done with events. */
import {
  type Attendee,
  answer,
  api,
  type ClosingForm,
  type EventChanges,
  type EventProposal,
  idempotencyKey,
  ifMatch,
  type KeptFile,
  multipart,
  type NewEquipment,
  type NewEvent,
  type NewVenue,
  type RegisterForm,
  type Rhythm,
  type Tick,
  upload,
  type WalkIn,
} from '@/api';

export type Key = ReturnType<typeof idempotencyKey>;
const of = (id: string, key: Key) => ({ params: { path: { id }, header: key } });

export const beginEvent = (body: NewEvent, key: Key) =>
  answer(api.POST('/events', { params: { header: key }, body }));
export const changeEvent = (id: string, revision: number, body: EventChanges) =>
  answer(api.PATCH('/events/{id}', { params: { path: { id }, header: ifMatch(revision) }, body }));
export const discardEvent = (id: string) => answer(api.DELETE('/events/{id}', { params: { path: { id } } }));
export const publishEvent = (id: string, key: Key) => answer(api.POST('/events/{id}/publish', of(id, key)));
export const cancelEvent = (id: string, words: string, key: Key) =>
  answer(api.POST('/events/{id}/cancel', { ...of(id, key), body: { words } }));
export const copyEvent = (id: string, startsAt: string, key: Key) =>
  answer(api.POST('/events/{id}/copy', { ...of(id, key), body: { starts_at: startsAt } }));
export const repeatEvent = (id: string, every: Rhythm, times: number, key: Key) =>
  answer(api.POST('/events/{id}/series', { ...of(id, key), body: { every, times } }));
export const closeEvent = (id: string, body: ClosingForm, key: Key) =>
  answer(api.POST('/events/{id}/close', { ...of(id, key), body }));
export const inviteTo = (id: string, body: { segment?: string; filter?: unknown; words: string }, key: Key) =>
  answer(api.POST('/events/{id}/invitations', { ...of(id, key), body }));

export const registerFor = (id: string, body: RegisterForm, key: Key) =>
  answer(api.POST('/events/{id}/registrations', { ...of(id, key), body }));
export const replaceRegistration = (id: string, person: Attendee, key: Key) =>
  answer(api.POST('/registrations/{id}/replace', { ...of(id, key), body: person }));
export const leaveRegistration = (id: string) =>
  answer(api.DELETE('/registrations/{id}', { params: { path: { id } } }));

export const sendTicks = (id: string, ticks: Tick[]) =>
  answer(api.POST('/events/{id}/attendance', { ...of(id, idempotencyKey()), body: { ticks } }));
export const readAttendance = (id: string, signal?: AbortSignal) =>
  answer(api.GET('/events/{id}/attendance', { params: { path: { id } }, ...(signal && { signal }) }));
/** The key is that of the person: what was lost on the way and is sent again is one person. */
export const addWalkIn = (id: string, body: WalkIn) =>
  answer(api.POST('/events/{id}/walk-ins', { ...of(id, idempotencyKey()), body }));

export const addVenue = (body: NewVenue, key: Key) =>
  answer(api.POST('/venues', { params: { header: key }, body }));
export const changeVenue = (id: string, revision: number, body: NewVenue) =>
  answer(api.PATCH('/venues/{id}', { params: { path: { id }, header: ifMatch(revision) }, body }));
export const archiveVenue = (id: string) => answer(api.DELETE('/venues/{id}', { params: { path: { id } } }));
export const addEquipment = (body: NewEquipment, key: Key) =>
  answer(api.POST('/equipment', { params: { header: key }, body }));
export const changeEquipment = (id: string, revision: number, body: NewEquipment) =>
  answer(api.PATCH('/equipment/{id}', { params: { path: { id }, header: ifMatch(revision) }, body }));
export const archiveEquipment = (id: string) =>
  answer(api.DELETE('/equipment/{id}', { params: { path: { id } } }));

export const keepFile = (file: File, kind: 'picture' | 'document') =>
  upload<KeptFile>('/files', multipart({ file, kind }), crypto.randomUUID());

export const proposeEvent = (body: EventProposal, key: Key) =>
  answer(api.POST('/me/event-proposals', { params: { header: key }, body }));

export const openCalendar = (key: Key) => answer(api.POST('/me/calendar', { params: { header: key } }));
export const closeCalendar = () => answer(api.DELETE('/me/calendar', {}));
