/** What is done with sheets. */
import {
  answer,
  api,
  type ConfirmationWay,
  idempotencyKey,
  ifMatch,
  type MediaChanges,
  type MediaLink,
  multipart,
  type NationalSheet,
  type NewSheet,
  type Sheet,
  type SheetChanges,
  type SheetMedia,
  upload,
} from '@/api';

export type Key = ReturnType<typeof idempotencyKey>;

export const beginSheet = (body: NewSheet, key: Key) =>
  answer(api.POST('/practice-sheets', { params: { header: key }, body }));
export const importSheet = (body: NationalSheet, key: Key) =>
  answer(api.POST('/practice-sheets/import', { params: { header: key }, body }));
export const changeSheet = (id: string, revision: number, body: SheetChanges) =>
  answer(api.PATCH('/practice-sheets/{id}', { params: { path: { id }, header: ifMatch(revision) }, body }));
export const discardSheet = (id: string) =>
  answer(api.DELETE('/practice-sheets/{id}', { params: { path: { id } } }));

const of = (id: string, key: Key) => ({ params: { path: { id }, header: key } });
export const submitSheet = (id: string, key: Key) =>
  answer(api.POST('/practice-sheets/{id}/submit', of(id, key)));
export const takeSheetUp = (id: string, key: Key) =>
  answer(api.POST('/practice-sheets/{id}/take-up', of(id, key)));
export const sendSheetBack = (id: string, words: string, key: Key) =>
  answer(api.POST('/practice-sheets/{id}/send-back', { ...of(id, key), body: { words } }));
export const askConfirmation = (id: string, key: Key) =>
  answer(api.POST('/practice-sheets/{id}/ask-confirmation', of(id, key)));
export const recordConfirmation = (id: string, way: ConfirmationWay, name: string, key: Key) =>
  answer(api.POST('/practice-sheets/{id}/confirmation', { ...of(id, key), body: { way, name } }));
export const askInterview = (id: string, key: Key) =>
  answer(api.POST('/practice-sheets/{id}/ask-interview', of(id, key)));
export const publishSheet = (id: string, note: string, key: Key) =>
  answer(api.POST('/practice-sheets/{id}/publish', { ...of(id, key), body: { note } }));
export const archiveSheet = (id: string, key: Key) =>
  answer(api.POST('/practice-sheets/{id}/archive', of(id, key)));
export const restoreSheet = (id: string, key: Key) =>
  answer(api.POST('/practice-sheets/{id}/restore', of(id, key)));
export const restoreVersion = (id: string, number: number, revision: number): Promise<Sheet> =>
  answer(
    api.POST('/practice-sheets/{id}/versions/{number}/restore', {
      params: { path: { id, number }, header: { ...idempotencyKey(), ...ifMatch(revision) } },
    }),
  );

export const addComment = (id: string, section: string, text: string, key: Key) =>
  answer(api.POST('/practice-sheets/{id}/comments', { ...of(id, key), body: { section, text } }));
export const settleComment = (id: string, comment: string) =>
  answer(
    api.POST('/practice-sheets/{id}/comments/{comment_id}/settle', {
      params: { path: { id, comment_id: comment }, header: idempotencyKey() },
    }),
  );

/** The same key each time: what was lost on the way and is sent again is kept once. */
export const sendMedia = (
  sheet: string,
  file: File,
  key: string,
  sending: { signal: AbortSignal; onProgress: (share: number) => void },
) => upload<SheetMedia>(`/practice-sheets/${sheet}/media`, multipart({ file }), key, sending);
export const linkMedia = (sheet: string, body: MediaLink, key: Key) =>
  answer(api.POST('/practice-sheets/{id}/links', { ...of(sheet, key), body }));
export const changeMedia = (id: string, revision: number, body: MediaChanges) =>
  answer(api.PATCH('/practice-media/{id}', { params: { path: { id }, header: ifMatch(revision) }, body }));
export const removeMedia = (id: string) =>
  answer(api.DELETE('/practice-media/{id}', { params: { path: { id } } }));
