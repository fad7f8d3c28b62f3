/** Files on their way to the server: how far they are, and sent again once a lost network is back. */
import { language } from '@/language';
import { Problem, type ProblemBody, Unreachable } from './problem';
import { BASE, session } from './session';

/** How often a file is sent anew, and how long one waits before, in milliseconds, unless the network says it is back. */
const TRIES = 4;
const WAIT = 3_000;

interface Sending {
  signal?: AbortSignal;
  /** The part that has gone, from 0 to 1. */
  onProgress?: (share: number) => void;
}

/**
 * Sends a form with a file to this address of the API. What is sent again has the same key: it is kept once. A form that
 * is for nobody's account is sent without a key.
 */
export async function upload<T>(path: string, form: FormData, key: string | null, sending: Sending = {}) {
  let refreshed = false;
  for (let tries = 1; ; tries++) {
    try {
      return await transmit<T>(path, form, key, sending);
    } catch (error) {
      if (sending.signal?.aborted) throw error;
      if (error instanceof Problem && error.status === 401 && key && !refreshed) {
        refreshed = true;
        const goesOn = (!session.ended() && (await session.refresh()) !== null) || (await session.whenBack());
        if (goesOn) continue;
      }
      if (!(error instanceof Unreachable) || tries === TRIES) throw error;
      await back(WAIT * tries);
    }
  }
}

/** The network says that it is back, or a while has passed. */
function back(milliseconds: number): Promise<void> {
  return new Promise((done) => {
    const finish = () => {
      clearTimeout(timer);
      window.removeEventListener('online', finish);
      done();
    };
    const timer = setTimeout(finish, milliseconds);
    window.addEventListener('online', finish);
  });
}

/** Of all ways to the network this one alone tells how much has gone. */
function transmit<T>(path: string, form: FormData, key: string | null, { signal, onProgress }: Sending) {
  return new Promise<T>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${location.origin}${BASE}${path}`);
    const token = session.token();
    if (token) request.setRequestHeader('Authorization', `Bearer ${token}`);
    if (key) request.setRequestHeader('Idempotency-Key', key);
    request.setRequestHeader('Accept-Language', language());
    request.setRequestHeader('X-Requested-By', 'maillage');
    request.upload.onprogress = ({ loaded, total, lengthComputable }) => {
      if (lengthComputable) onProgress?.(loaded / total);
    };
    request.onload = () => {
      const read = contentOf(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(read as T);
      else reject(new Problem(request.status, (read ?? {}) as ProblemBody));
    };
    request.onerror = () => reject(new Unreachable('upload'));
    request.onabort = () => reject(new DOMException('', 'AbortError'));
    signal?.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}

function contentOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
