import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Problem } from './problem';
import { upload } from './upload';

type Answer = { status: number; text: string } | 'lost';

let answers: Answer[] = [];
let keys: (string | undefined)[] = [];

class Request {
  upload: { onprogress?: (event: object) => void } = {};
  status = 0;
  responseText = '';
  onload?: () => void;
  onerror?: () => void;
  private headers: Record<string, string> = {};
  open() {}
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value;
  }
  send() {
    keys.push(this.headers['Idempotency-Key']);
    this.upload.onprogress?.({ loaded: 1, total: 4, lengthComputable: true });
    const answer = answers.shift() ?? 'lost';
    if (answer === 'lost') return this.onerror?.();
    this.status = answer.status;
    this.responseText = answer.text;
    this.onload?.();
  }
}

beforeEach(() => {
  keys = [];
  vi.useFakeTimers();
  vi.stubGlobal('XMLHttpRequest', Request);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('sends a file again once the network is back, with the same key, and tells how far it is', async () => {
  answers = ['lost', { status: 201, text: '{"id":"a"}' }];
  const shares: number[] = [];
  const sent = upload('/files', new FormData(), 'one', { onProgress: (share) => shares.push(share) });
  await vi.advanceTimersByTimeAsync(1);
  expect(keys).toEqual(['one']);
  window.dispatchEvent(new Event('online'));
  await expect(sent).resolves.toEqual({ id: 'a' });
  expect(keys).toEqual(['one', 'one']);
  expect(shares).toEqual([0.25, 0.25]);
});

it('does not insist where the server refuses', async () => {
  answers = [{ status: 413, text: '{"detail":"Au plus 20 Mo."}' }];
  const refused = await upload('/files', new FormData(), 'one').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Problem);
  expect((refused as Problem).message).toBe('Au plus 20 Mo.');
  expect(keys).toHaveLength(1);
});
