import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Problem, type Sheet, type SheetChanges, Unreachable } from '@/api';
import { Keeper } from './keeper';
import { sheetOf } from './sheets.fixture';

/** A server with one sheet, which others write too. */
class Server {
  sent: SheetChanges[] = [];
  fails: unknown[] = [];

  constructor(public sheet: Sheet) {}

  change = async (revision: number, changes: SheetChanges): Promise<Sheet> => {
    const fault = this.fails.shift();
    if (fault) throw fault;
    if (revision !== this.sheet.revision) throw this.stale();
    this.sent.push(changes);
    return this.write(changes);
  };

  read = async () => this.sheet;

  write({ title, content }: SheetChanges): Sheet {
    const sections = { ...this.sheet.content.sections };
    for (const [key, text] of Object.entries(content?.sections ?? {})) {
      if (text) sections[key] = text;
      else delete sections[key];
    }
    this.sheet = {
      ...this.sheet,
      title: title ?? this.sheet.title,
      content: { ...this.sheet.content, sections, summary: content?.summary ?? this.sheet.content.summary },
      revision: this.sheet.revision + 1,
    };
    return this.sheet;
  }

  private stale() {
    const current = {
      revision: this.sheet.revision,
      changed_by: 'Paul Weiss',
      changed_at: '2026-11-30T09:00:00Z',
    };
    return new Problem(412, { current });
  }
}

let clock = 0;
let server: Server;
let keeper: Keeper;

beforeEach(() => {
  vi.useFakeTimers();
  clock = 0;
  server = new Server(sheetOf({ content: { sections: { context: 'Chaque été.' } } }));
  keeper = new Keeper(server.sheet, server, () => clock);
});
afterEach(() => vi.useRealTimers());

const type = (section: string, text: string) => keeper.edit({ [`sections.${section}`]: text });

it('sends what was written once nobody types any more, all of it at once', async () => {
  type('context', 'Chaque été, la fête');
  keeper.edit({ title: 'Une fête' });
  expect(keeper.told().state).toBe('waiting');
  expect(server.sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(1_300);
  expect(server.sent).toEqual([
    { title: 'Une fête', content: { sections: { context: 'Chaque été, la fête' } } },
  ]);
  expect(keeper.told()).toMatchObject({ state: 'saved', sheet: { revision: 2 } });
});

it('takes back what was typed together, and does it again', async () => {
  type('context', 'A');
  type('context', 'Au');
  clock = 5_000;
  type('context', 'Autrefois');
  keeper.undo();
  expect(keeper.told().draft['sections.context']).toBe('Au');
  keeper.undo();
  expect(keeper.told()).toMatchObject({ canUndo: false, canRedo: true, state: 'saved' });
  expect(keeper.told().draft['sections.context']).toBe('Chaque été.');
  keeper.redo();
  keeper.redo();
  await keeper.flush();
  expect(server.sheet.content.sections?.context).toBe('Autrefois');
});

it('takes over what somebody else wrote in another field, and loses nothing of one’s own', async () => {
  server.write({ content: { sections: { description: 'Des gobelets.' } } });
  type('context', 'Chaque été, la fête.');
  expect(await keeper.flush()).toBe(true);
  expect(server.sheet.content.sections).toEqual({
    context: 'Chaque été, la fête.',
    description: 'Des gobelets.',
  });
  expect(keeper.told().joined?.changed_by).toBe('Paul Weiss');
  expect(keeper.told().draft['sections.description']).toBe('Des gobelets.');
});

it('asks whose words stay where two wrote in the same field', async () => {
  for (const [whose, stays] of [
    ['mine', 'Ici, chaque été.'],
    ['theirs', 'Là-bas, chaque été.'],
  ] as const) {
    server = new Server(sheetOf({ content: { sections: { context: 'Chaque été.' } } }));
    keeper = new Keeper(server.sheet, server, () => clock);
    server.write({ content: { sections: { context: 'Là-bas, chaque été.' } } });
    type('context', 'Ici, chaque été.');
    keeper.edit({ summary: 'Des gobelets lavables.' });
    expect(await keeper.flush()).toBe(false);
    expect(keeper.told().clash?.fields).toEqual(['sections.context']);
    keeper.decide(whose);
    expect(await keeper.flush()).toBe(true);
    expect(server.sheet.content).toMatchObject({
      sections: { context: stays },
      summary: 'Des gobelets lavables.',
    });
  }
});

it('keeps the rest where one field is refused, and sends that one again once it was mended', async () => {
  const errors = [{ pointer: '/content/external_url', code: 'x', detail: 'Donnez une adresse.' }];
  server.fails = [new Problem(422, { errors })];
  keeper.edit({ external_url: 'ried' });
  type('context', 'Bien.');
  expect(await keeper.flush()).toBe(false);
  expect(server.sent).toEqual([{ content: { sections: { context: 'Bien.' } } }]);
  expect(keeper.told()).toMatchObject({ state: 'failed', faults: { external_url: 'Donnez une adresse.' } });
  keeper.edit({ external_url: 'https://ried.example' });
  expect(keeper.told().faults.external_url).toBeUndefined();
  await keeper.flush();
  expect(server.sent[1]).toEqual({ content: { external_url: 'https://ried.example' } });
  // The same fault once more is told once more.
  server.fails = [new Problem(422, { errors })];
  keeper.edit({ external_url: 'ried' });
  await keeper.flush();
  expect(keeper.told().faults.external_url).toBe('Donnez une adresse.');
});

it('tries again by itself once the network is back, and never sends what is there already', async () => {
  server.fails = [new Unreachable('gone')];
  type('context', 'Plus tard.');
  await vi.advanceTimersByTimeAsync(1_300);
  expect(keeper.told().state).toBe('failed');
  await vi.advanceTimersByTimeAsync(5_100);
  expect(keeper.told().state).toBe('saved');
  type('context', 'Plus tard. ');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(server.sent).toHaveLength(1);
});

it('leaves what is half typed as it is when the sheet moves elsewhere', async () => {
  const line = { id: 'a', label: '', unit: 'kg', target: '', values: { 2026: '12' } };
  keeper.edit({ figures: { years: [2026], lines: [line] } });
  expect(keeper.told().state).toBe('saved');
  await keeper.run(async () => {
    server.write({ title: 'Une fête', content: { sections: { description: 'Des gobelets.' } } });
  });
  expect(keeper.told().draft).toMatchObject({
    title: 'Une fête',
    'sections.description': 'Des gobelets.',
    figures: { lines: [line] },
  });
});

it('has pictures and words stand in line: neither is based on a revision that the other moves', async () => {
  type('context', 'Avec une image.');
  const [, kept] = await Promise.all([
    keeper.run(async () => {
      server.write({});
    }),
    keeper.flush(),
  ]);
  expect(kept).toBe(true);
  expect(server.sheet.content.sections?.context).toBe('Avec une image.');
  expect(keeper.told().joined).toBeNull();
});
