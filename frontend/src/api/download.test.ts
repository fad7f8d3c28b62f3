import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { download, namedBy } from './download';
import { Problem, Unreachable } from './problem';

const saved: { name: string; file: Blob }[] = [];

function answers(body: BodyInit, headers: Record<string, string>, status = 200) {
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => new Response(body, { status, headers })),
  );
}

beforeEach(() => {
  saved.length = 0;
  let file = new Blob();
  vi.stubGlobal(
    'URL',
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => {
        file = blob;
        return 'blob:here';
      },
      revokeObjectURL: () => {},
    }),
  );
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, file });
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('a download', () => {
  it('is saved whole under the name that the answer gives, and tells how far it is', async () => {
    answers('a;b\r\n', {
      'Content-Type': 'text/csv',
      'Content-Length': '5',
      'Content-Disposition': `attachment; filename="Membres.csv"; filename*=UTF-8''M%C3%A9nages%20%E2%80%94%20membres.csv`,
    });
    const steps: [number, number | null][] = [];
    const name = await download('/x', null, { onProgress: (done, total) => steps.push([done, total]) });
    expect(name).toBe('Ménages — membres.csv');
    expect(saved.map((one) => [one.name, one.file.size, one.file.type])).toEqual([[name, 5, 'text/csv']]);
    expect(steps.at(-1)).toEqual([5, 5]);
  });

  it('that breaks off is not saved', async () => {
    answers('half', { 'Content-Length': '8' });
    await expect(download('/x', 'x.csv')).rejects.toBeInstanceOf(Unreachable);
    expect(saved).toEqual([]);
  });

  it('that is refused tells why', async () => {
    answers(JSON.stringify({ detail: 'Non.' }), { 'Content-Type': 'application/problem+json' }, 403);
    const refused = await download('/x', 'x.csv').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Problem);
    expect((refused as Problem).body.detail).toBe('Non.');
    expect(saved).toEqual([]);
  });

  it('of packed bytes is not measured by their length', async () => {
    answers('twelve bytes', { 'Content-Length': '4', 'Content-Encoding': 'gzip' });
    await download('/x', 'x.csv');
    expect(saved).toHaveLength(1);
  });
});

it('a name is read from every way of writing it', () => {
  expect(namedBy(null)).toBeNull();
  expect(namedBy('attachment')).toBeNull();
  expect(namedBy('attachment; filename=plain.csv')).toBe('plain.csv');
  expect(namedBy('attachment; filename="a \\"b\\".csv"')).toBe('a "b".csv');
  expect(namedBy(`attachment; filename="x.csv"; filename*=UTF-8''%E0%A4%A.csv`)).toBe('x.csv');
});
