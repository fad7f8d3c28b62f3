/** Files behind the token: fetched, then handed to the browser as a download. */
import { authorised } from './client';
import { problemOf, Unreachable } from './problem';
import { BASE } from './session';

export interface Watch {
  signal?: AbortSignal;
  /** Bytes that have come, and how many there will be if that is known. */
  onProgress?: (done: number, total: number | null) => void;
}

/** Saves what is at this address of the API under this name, or under the one that the answer gives; tells the name. */
export function download(path: string, fileName: string | null, watch: Watch = {}): Promise<string> {
  return saved(path, { signal: watch.signal ?? null }, fileName, watch);
}

/** Saves what the API answers to this form, under the name that it gives; tells the name. */
export function downloadFor(path: string, form: object): Promise<string> {
  const headers = { 'Content-Type': 'application/json' };
  return saved(path, { method: 'POST', headers, body: JSON.stringify(form) }, null, {});
}

/** What is at this address of the API, as oneself: an `<img>` brings no token. */
export async function fetchFile(path: string, signal?: AbortSignal): Promise<Blob> {
  const response = await authorised(
    new Request(`${location.origin}${BASE}${path}`, { signal: signal ?? null }),
  );
  if (!response.ok) throw await problemOf(response);
  return response.blob();
}

async function saved(path: string, asked: RequestInit, fileName: string | null, watch: Watch) {
  const response = await authorised(new Request(`${location.origin}${BASE}${path}`, asked));
  if (!response.ok) throw await problemOf(response);
  const name = fileName ?? namedBy(response.headers.get('Content-Disposition')) ?? 'maillage';
  save(await whole(response, watch), name);
  return name;
}

/** All of the body. One that breaks off is no file: nothing is saved of it. */
async function whole(response: Response, { onProgress }: Watch): Promise<Blob> {
  const told = Number(response.headers.get('Content-Length'));
  // Of a packed answer the length is that of the packed bytes.
  const total = told > 0 && !response.headers.get('Content-Encoding') ? told : null;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let done = 0;
  try {
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      parts.push(part.value);
      done += part.value.byteLength;
      onProgress?.(done, total);
    }
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new Unreachable(cause);
  }
  if (total !== null && done !== total) throw new Unreachable(`${done} bytes of ${total}`);
  return new Blob(parts, { type: response.headers.get('Content-Type') ?? 'application/octet-stream' });
}

/** The name in `Content-Disposition` (RFC 6266): that with accents before the plain one. */
export function namedBy(disposition: string | null): string | null {
  if (!disposition) return null;
  const [, extended] = /filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(disposition) ?? [];
  if (extended) {
    try {
      return decodeURIComponent(extended);
    } catch {
      // Badly written: the plain one will do.
    }
  }
  const [, quoted, bare] = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(disposition) ?? [];
  return quoted?.replace(/\\(.)/g, '$1') ?? bare ?? null;
}

function save(file: Blob, name: string) {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
