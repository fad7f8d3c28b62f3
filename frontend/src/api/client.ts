/** The only place that talks to the network. */
import { language } from '@/language';
import { callsOf } from './calls';
import type { paths } from './contract';
import { Problem, type ProblemBody, problemOf, Unreachable } from './problem';
import { BASE, session } from './session';

/** Sends with the token; on 401 refreshes once and sends again, if need be once the person has signed in again. */
export async function authorised(request: Request): Promise<Response> {
  const spare = request.clone();
  const first = await transmit(request);
  const known = session.token() !== null || session.ended();
  if (first.status !== 401 || isSignIn(request.url) || !known) return first;
  const goesOn = (!session.ended() && (await session.refresh()) !== null) || (await session.whenBack());
  return goesOn ? transmit(spare) : first;
}

function isSignIn(url: string): boolean {
  return /\/auth\/(login|logout|link|invitation|password\/(forgotten|reset))/.test(url);
}

async function transmit(request: Request): Promise<Response> {
  const token = session.token();
  if (token) request.headers.set('Authorization', `Bearer ${token}`);
  request.headers.set('Accept-Language', language());
  request.headers.set('X-Requested-By', 'maillage');
  try {
    return await fetch(request);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new Unreachable(cause);
  }
}

export const api = callsOf<paths>(`${location.origin}${BASE}`, authorised);

/** The answer, or the problem as an exception. */
export async function answer<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) {
    if (error && typeof error === 'object') {
      const wait = Number(response.headers.get('Retry-After'));
      throw new Problem(
        response.status,
        error as ProblemBody,
        Number.isFinite(wait) && wait > 0 ? wait : null,
      );
    }
    throw await problemOf(response);
  }
  return data as T;
}

/** `If-Match` of a thing that was read at this revision. */
export function ifMatch(revision: number) {
  return { 'If-Match': `"r${revision}"` };
}

/** One key per intention: made when the form opens, kept over retries. */
export function idempotencyKey() {
  return { 'Idempotency-Key': crypto.randomUUID() };
}

/** Multipart form, for files. */
export function multipart(fields: Record<string, string | Blob | null | undefined>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value != null) form.append(name, value);
  return form;
}
