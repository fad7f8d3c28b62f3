import { answer, api, idempotencyKey, ifMatch, type Keyword } from '@/api';

/** By section; what says nothing is said as it came. */
export const setGuidance = (revision: number, guidance: Record<string, string | null>) =>
  answer(
    api.PUT('/practice-sheets/sections', {
      params: { header: ifMatch(revision) },
      body: { guidance },
    }),
  );

export const addKeyword = (name: string, aliasOf: string | null = null) =>
  answer(
    api.POST('/practice-keywords', {
      params: { header: idempotencyKey() },
      body: { name, ...(aliasOf && { alias_of: aliasOf }) },
    }),
  );
export const renameKeyword = ({ id, revision }: Keyword, name: string) =>
  answer(
    api.PATCH('/practice-keywords/{id}', {
      params: { path: { id }, header: ifMatch(revision) },
      body: { name },
    }),
  );
export const mergeKeyword = (id: string, into: string) =>
  answer(
    api.POST('/practice-keywords/{id}/merge', {
      params: { path: { id }, header: idempotencyKey() },
      body: { into },
    }),
  );
export const removeKeyword = (id: string) =>
  answer(api.DELETE('/practice-keywords/{id}', { params: { path: { id } } }));
