/** The sheet without a screen, against a server made up here that keeps revisions. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Change, Column, Outcome, Row, Saved, Values } from '../contract';
import { at, type Rect } from '../logic/selection';
import { sheetWords } from '../words';
import { Desk } from './desk';
import type { Hands } from './hands';

const COLUMNS: Column[] = [
  { key: 'name', title: 'Nom', kind: 'text', required: true },
  { key: 'town', title: 'Commune', kind: 'text' },
  { key: 'people', title: 'Adhérents', kind: 'number' },
  { key: 'state', title: 'État', kind: 'text', editable: false },
];
const speech = { language: 'fr', words: sheetWords.fr } as const;

const NEARER = { value: 'Colmar', label: 'Colmar (68)' };

class House {
  rows = new Map<string, Row>();
  sent: Change[][] = [];
  down = false;
  /** Characters it takes in one request. */
  room = Number.POSITIVE_INFINITY;
  delay = 1;
  private list: string[] | null = null;

  constructor(total: number) {
    for (let n = 0; n < total; n++) {
      const values = { name: `Nom ${n}`, town: 'Barr', people: n, state: 'actif' };
      this.rows.set(`r${n}`, { id: `r${n}`, revision: 1, values });
    }
  }

  elsewhere(id: string, set: Values): void {
    const row = this.rows.get(id) as Row;
    this.rows.set(id, { ...row, revision: row.revision + 1, values: { ...row.values, ...set } });
  }

  source = async (offset: number, limit: number) => {
    if (this.down) throw new Error('down');
    this.list ??= [...this.rows.keys()];
    const rows = this.list.slice(offset, offset + limit).map((id) => this.rows.get(id) as Row);
    return { rows, total: this.list.length };
  };

  save = async (changes: readonly Change[]): Promise<Saved> => {
    await new Promise((resolve) => setTimeout(resolve, this.delay));
    if (this.down) throw new Error('down');
    if (JSON.stringify(changes).length > this.room) throw new Error('too large');
    this.sent.push([...changes]);
    return { rows: changes.map((change) => this.take(change)), change_set_id: 'x' };
  };

  private take({ id, revision, set }: Change): Outcome {
    const row = this.rows.get(id);
    if (!row) return { id, outcome: 'refused' };
    if (row.revision !== revision) {
      return {
        id,
        outcome: 'refused',
        current: { revision: row.revision, values: row.values, changed_by: 'Camille' },
      };
    }
    if (set.town === 'Paris')
      return { id, outcome: 'refused', errors: [{ field: 'town', detail: 'Trop loin.', instead: [NEARER] }] };
    // Who moves loses count of its people.
    const beside: Values = set.town === 'Colmar' && !('people' in set) ? { people: null } : {};
    this.elsewhere(id, { ...set, ...beside });
    return { id, outcome: 'changed', revision: revision + 1, values: { ...set, ...beside } };
  }
}

let house: House;
let desk: Desk;
const settle = () =>
  vi.waitFor(() => expect(desk.engine.saving.waiting + Number(desk.engine.work !== null)).toBe(0), {
    timeout: 8000,
    interval: 5,
  });
const hands = () => desk.hands as Hands;
const held = (id: string, key: string) => house.rows.get(id)?.values[key];
const column = (key: string) => COLUMNS.find((one) => one.key === key) as Column;
const paste = (plain: string, html: string) =>
  desk.changeBlock(({ ranges }, rect) => ranges.paste(plain, html, rect));
const clear = () => desk.changeBlock(({ edits }, rect) => edits.clear(rect));
const type = (id: string, key: string, text: string) => hands().edits.commit(id, column(key), { text });

async function open(total: number, chunk = 200) {
  house = new House(total);
  const blame = (error: unknown) =>
    error instanceof Error && error.message === 'too large' ? [{ field: null, detail: 'Trop lourd.' }] : null;
  desk = new Desk('t', { columns: COLUMNS, source: house.source, save: house.save, blame, chunk }, speech);
  await desk.fetchHands();
  desk.engine.rows.want(0, 30);
  await vi.waitFor(() => expect(desk.engine.rows.total).toBe(total));
}
beforeEach(() => open(1000));
afterEach(() => {
  // Whatever happened, no mark of a change on its way may be left.
  const left = [...house.rows.keys()].filter((id) => desk.engine.marks.isPending(id));
  if (desk.engine.saving.failure === null) expect(left).toEqual([]);
});

describe('what changes cells', () => {
  it('does in its order what was asked before it had come', async () => {
    const { config } = desk.engine;
    desk = new Desk('t', config, speech);
    desk.engine.rows.want(0, 30);
    await vi.waitFor(() => expect(desk.engine.rows.total).toBe(1000));
    desk.change(({ edits }) => edits.commit('r1', column('town'), { text: 'Sélestat' }));
    desk.change(({ edits }) => edits.commit('r1', column('town'), { text: 'Obernai' }));
    desk.change(({ back }) => back.undo());
    expect([desk.hands, desk.engine.saving.waiting]).toEqual([null, 3]);
    await desk.fetchHands();
    await settle();
    expect([held('r1', 'town'), desk.engine.saving.waiting]).toEqual(['Sélestat', 0]);
  });
});

describe('a change', () => {
  it('is shown at once, saved, and taken back by saving what was there', async () => {
    type('r1', 'town', 'Sélestat');
    expect(desk.engine.valueAt(1, 'town')).toBe('Sélestat');
    await settle();
    expect(held('r1', 'town')).toBe('Sélestat');
    hands().back.undo();
    await settle();
    expect(held('r1', 'town')).toBe('Barr');
    hands().back.redo();
    await settle();
    expect([held('r1', 'town'), house.sent.length]).toEqual(['Sélestat', 3]);
  });

  it('is taken back with what the server changed along with it, answered yet or not', async () => {
    const now = () => [held('r1', 'town'), held('r1', 'people')];
    type('r1', 'town', 'Colmar');
    await settle();
    expect(now()).toEqual(['Colmar', null]);
    hands().back.undo();
    await settle();
    expect(now()).toEqual(['Barr', 1]);
    hands().back.redo();
    await settle();
    expect(now()).toEqual(['Colmar', null]);
    hands().back.undo();
    await settle();
    house.delay = 30;
    type('r1', 'town', 'Colmar');
    await vi.waitFor(() => expect(desk.engine.saving.long ?? desk.engine.saving.waiting).toBe(1));
    type('r1', 'name', 'Autre');
    await new Promise((resolve) => setTimeout(resolve, 5));
    hands().back.undo();
    hands().back.undo();
    await vi.waitFor(() => expect([...now(), held('r1', 'name')]).toEqual(['Barr', 1, 'Nom 1']));
    await settle();
    expect([...now(), held('r1', 'name')]).toEqual(['Barr', 1, 'Nom 1']);
  });

  it('of a cell typed again before the answer goes on the revision of that answer', async () => {
    type('r1', 'town', 'a');
    await Promise.resolve();
    type('r1', 'town', 'b');
    type('r1', 'people', '7');
    await settle();
    expect([held('r1', 'town'), held('r1', 'people')]).toEqual(['b', 7]);
    expect(desk.engine.marks.clashes).toBe(0);
  });

  it('that says what is there already is not sent', async () => {
    type('r1', 'town', ' Barr ');
    await settle();
    expect(house.sent).toEqual([]);
    expect(desk.engine.history.canUndo).toBe(false);
  });

  it('made while a long one is saved goes before it, unless it is at the same row', async () => {
    await open(1000, 50);
    house.delay = 60;
    desk.engine.rows.want(900, 930);
    await vi.waitFor(() => expect(desk.engine.rows.at(900)).toBeDefined());
    desk.engine.select({ active: { row: 0, column: 1 }, far: { row: 399, column: 1 } });
    paste('x', '');
    await vi.waitFor(() => expect(house.sent.length).toBe(1), { interval: 2 });
    type('r900', 'town', 'y');
    type('r350', 'town', 'w');
    await settle();
    const order = house.sent.flat().map(({ id }) => id);
    expect(order.indexOf('r900')).toBeLessThan(order.indexOf('r399'));
    expect([held('r900', 'town'), held('r350', 'town'), held('r351', 'town')]).toEqual(['y', 'w', 'x']);
  });
});

describe('a value that can’t stand', () => {
  it('stays in its cell with the reason, and Ctrl Z gives the saved one back', async () => {
    type('r1', 'people', 'beaucoup');
    expect(desk.engine.marks.get('r1', 'people')).toMatchObject({ kind: 'refused', text: 'beaucoup' });
    hands().back.undo();
    expect(desk.engine.marks.refusals).toBe(0);
    expect(house.sent).toEqual([]);
  });

  it('refused by the server does not hold back the others of its row', async () => {
    desk.engine.select(at(1, 0));
    paste('Neuf\tParis\t12', '');
    await settle();
    expect([held('r1', 'name'), held('r1', 'town'), held('r1', 'people')]).toEqual(['Neuf', 'Barr', 12]);
    expect(desk.engine.marks.issues(9)).toMatchObject([
      { id: 'r1', field: 'town', mark: { reason: 'Trop loin.' } },
    ]);
    expect(desk.engine.notice?.tone).toBe('warn');
    // What may have been meant stays at hand.
    expect(desk.engine.marks.get('r1', 'town')).toMatchObject({ instead: [NEARER] });
    hands().back.dropRefused([{ id: 'r1', field: 'town' }]);
    expect(desk.engine.valueAt(1, 'town')).toBe('Barr');
  });

  it('is told of a row that is gone', async () => {
    house.rows.delete('r1');
    type('r1', 'town', 'a');
    await settle();
    expect(desk.engine.marks.refusals).toBe(1);
  });
});

describe('two people', () => {
  it('at different fields: the change goes again by itself', async () => {
    house.elsewhere('r1', { people: 99 });
    type('r1', 'town', 'a');
    await settle();
    expect([held('r1', 'town'), held('r1', 'people')]).toEqual(['a', 99]);
    expect(desk.engine.valueAt(1, 'people')).toBe(99);
  });

  it('at the same field: nobody wins until it is decided', async () => {
    house.elsewhere('r1', { town: 'Colmar' });
    house.elsewhere('r2', { town: 'Colmar' });
    type('r1', 'town', 'a');
    type('r2', 'town', 'b');
    await settle();
    expect(desk.engine.marks.issues(9).map(({ mark }) => mark)).toMatchObject([
      { kind: 'clash', value: 'a', theirs: 'Colmar', by: 'Camille' },
      { kind: 'clash', value: 'b', theirs: 'Colmar' },
    ]);
    expect(held('r1', 'town')).toBe('Colmar');
    hands().back.decide([
      { id: 'r1', field: 'town', keep: 'mine' },
      { id: 'r2', field: 'town', keep: 'theirs' },
    ]);
    await settle();
    expect([held('r1', 'town'), held('r2', 'town'), desk.engine.valueAt(2, 'town')]).toEqual([
      'a',
      'Colmar',
      'Colmar',
    ]);
  });

  it('the other’s change came in while the editor stood open', () => {
    desk.engine.rows.put({ ...(house.rows.get('r1') as Row), values: { town: 'Colmar' } });
    hands().edits.commit('r1', column('town'), { text: 'a' }, 'Barr');
    expect(desk.engine.marks.get('r1', 'town')).toMatchObject({
      kind: 'clash',
      value: 'a',
      theirs: 'Colmar',
    });
  });

  it('an undo does not take back what someone else wrote since', async () => {
    type('r1', 'town', 'a');
    await settle();
    house.elsewhere('r1', { town: 'Colmar' });
    hands().back.undo();
    await settle();
    expect(held('r1', 'town')).toBe('Colmar');
    expect(desk.engine.marks.clashes).toBe(1);
  });
});

describe('large blocks', () => {
  it('read the rows they need, report what they left, and are one step', async () => {
    desk.engine.select(at(0, 1));
    paste(`Obernai\t5\tx\n${'Obernai\tbeaucoup\tx\n'.repeat(699)}`, '');
    await settle();
    expect([held('r699', 'town'), held('r700', 'town'), held('r0', 'people')]).toEqual([
      'Obernai',
      'Barr',
      5,
    ]);
    expect(desk.engine.marks.refusals).toBe(699);
    expect(desk.engine.notice?.text).toContain('700 laissées (lecture seule)');
    hands().back.undo();
    await settle();
    expect([held('r699', 'town'), held('r0', 'people'), desk.engine.marks.refusals]).toEqual(['Barr', 0, 0]);
  });

  it('stop when told, and what was saved can be taken back', async () => {
    await open(1000, 20);
    house.delay = 40;
    desk.engine.select({ active: { row: 0, column: 1 }, far: { row: 599, column: 1 } });
    paste('x', '');
    await vi.waitFor(() => expect(house.sent.length).toBeGreaterThan(2));
    const { long } = desk.engine.saving;
    if (long) desk.engine.saving.stop(long);
    await settle();
    expect(held('r599', 'town')).toBe('Barr');
    expect(desk.engine.valueAt(599, 'town')).toBe('Barr');
    hands().back.undo();
    await settle();
    expect([...house.rows.values()].every(({ values }) => values.town === 'Barr')).toBe(true);
  });

  it('stopped while they are prepared leave every mark as it stood', async () => {
    await open(60_000);
    type('r1', 'people', 'beaucoup');
    await desk.engine.rows.load(0, 59_999, new AbortController().signal, () => undefined);
    desk.engine.select({ active: { row: 0, column: 2 }, far: { row: 59_999, column: 2 } });
    paste('peu', '');
    await vi.waitFor(() => expect(desk.engine.work?.phase).toBe('preparing'), { interval: 1 });
    desk.engine.work?.stop.abort();
    await settle();
    expect(desk.engine.marks.issues(9)).toMatchObject([{ id: 'r1', mark: { text: 'beaucoup' } }]);
    expect(house.sent).toEqual([]);
  });

  it('too heavy for one request go in several, and only what no request can hold is refused', async () => {
    house.room = 2000;
    desk.engine.select(at(0, 1));
    const towns = Array.from({ length: 300 }, (_, n) => (n === 130 ? 'x'.repeat(3000) : `Ville ${n}`));
    paste(towns.join('\n'), '');
    await settle();
    expect([held('r0', 'town'), held('r299', 'town'), held('r130', 'town')]).toEqual([
      'Ville 0',
      'Ville 299',
      'Barr',
    ]);
    expect(desk.engine.marks.issues(9)).toMatchObject([{ id: 'r130', mark: { reason: 'Trop lourd.' } }]);
    expect(desk.engine.saving.failure).toBeNull();
    house.room = Number.POSITIVE_INFINITY;
    house.sent = [];
    desk.engine.select({ active: { row: 0, column: 1 }, far: { row: 199, column: 1 } });
    paste('x'.repeat(4000), '');
    await settle();
    expect(house.sent.length).toBeGreaterThan(1);
    expect(Math.max(...house.sent.map((changes) => JSON.stringify(changes).length))).toBeLessThan(330_000);
  });

  it('asks before a paste that renames more than a hundred rows, and does nothing unless told to', async () => {
    const named = COLUMNS.map((one) => (one.key === 'name' ? { ...one, primary: true } : one));
    desk.engine.configure({ ...desk.engine.config, columns: named }, speech);
    const lines = (rows: number) => paste('x\n'.repeat(rows), '');
    const asked = () => vi.waitFor(() => expect(desk.engine.asking.question).not.toBeNull());
    lines(300);
    await asked();
    expect(desk.engine.asking.question?.rows).toBe(300);
    expect(held('r0', 'name')).toBe('Nom 0');
    desk.engine.asking.question?.answer(false);
    await vi.waitFor(() => expect(desk.engine.notice?.text).toBe('Rien n’est collé.'));
    expect(house.sent).toEqual([]);
    lines(300);
    await asked();
    desk.engine.asking.question?.answer(true);
    await vi.waitFor(() => expect(held('r299', 'name')).toBe('x'), { timeout: 8000 });
    await settle();
    hands().back.undo();
    await vi.waitFor(() => expect(held('r299', 'name')).toBe('Nom 299'), { timeout: 8000 });
    await settle();
    // A hundred are pasted at once; towns have no question to them.
    lines(100);
    await vi.waitFor(() => expect(held('r99', 'name')).toBe('x'));
    desk.engine.select(at(0, 1));
    lines(300);
    await vi.waitFor(() => expect(held('r299', 'town')).toBe('x'), { timeout: 8000 });
    await settle();
  });

  it('past the end tell how much did not fit', async () => {
    desk.engine.rows.want(990, 999);
    await vi.waitFor(() => expect(desk.engine.rows.at(999)).toBeDefined());
    desk.engine.select(at(998, 1));
    desk.engine.configure({ ...desk.engine.config, newRows: 'importez-les' }, speech);
    paste('a\nb\nc\nd', '');
    await settle();
    expect([held('r998', 'town'), held('r999', 'town')]).toEqual(['a', 'b']);
    expect(desk.engine.notice?.text).toContain(
      '2 lignes au-delà de la fin du tableau ne sont pas collées\u00a0; importez-les',
    );
  });

  it('are left alone when their rows can’t be read', async () => {
    house.down = true;
    desk.engine.select({ active: { row: 0, column: 1 }, far: { row: 999, column: 1 } });
    clear();
    await vi.waitFor(() => expect(desk.engine.notice?.tone).toBe('warn'));
    expect(house.sent).toEqual([]);
  });
});

describe('many rows', { timeout: 60_000 }, () => {
  it('pushed out of memory by others can still be taken back', async () => {
    await open(90_000);
    type('r1', 'town', 'a');
    await settle();
    const all = new AbortController().signal;
    await desk.engine.rows.load(200, 89_999, all, () => undefined);
    expect(desk.engine.rows.isRead(300, 400)).toBe(false);
    hands().back.undo();
    await settle();
    expect(held('r1', 'town')).toBe('Barr');
  });

  it('are all copied, and all emptied, though they are more than stay in memory', async () => {
    await open(90_000, 2000);
    desk.engine.select({ active: { row: 0, column: 1 }, far: { row: 89_999, column: 1 } });
    const copied = await hands().ranges.readAndCopy(desk.block()() as Rect);
    expect(copied?.text.split('\r\n')).toHaveLength(90_000);
    clear();
    await settle();
    expect([...house.rows.values()].filter(({ values }) => values.town !== null)).toEqual([]);
  });

  it('times too many columns are refused with a sentence', async () => {
    await open(300_000);
    desk.engine.select({ active: { row: 0, column: 0 }, far: { row: 299_999, column: 3 } });
    clear();
    expect(desk.engine.notice?.text).toContain('C’est trop en une fois');
    expect(desk.engine.work).toBeNull();
  });
});

it('counts what can’t stand where it would be lost too', async () => {
  type('r1', 'town', 'Paris');
  await settle();
  expect([await desk.engine.unsaved(), await desk.engine.unsaved(true)]).toEqual([0, 1]);
});

describe('a network that fails', () => {
  it('keeps everything, and goes on when told', async () => {
    house.down = true;
    type('r1', 'town', 'a');
    await vi.waitFor(() => expect(desk.engine.saving.failure).not.toBeNull());
    type('r2', 'town', 'b');
    expect(desk.engine.saving.waiting).toBe(2);
    expect(await desk.engine.unsaved()).toBe(2);
    house.down = false;
    desk.engine.saving.retry();
    await settle();
    expect(await desk.engine.unsaved()).toBe(0);
    expect([held('r1', 'town'), held('r2', 'town')]).toEqual(['a', 'b']);
  });

  it('or gives up, back to what is saved', async () => {
    house.down = true;
    type('r1', 'town', 'a');
    await vi.waitFor(() => expect(desk.engine.saving.failure).not.toBeNull());
    desk.engine.saving.abandon();
    expect(desk.engine.valueAt(1, 'town')).toBe('Barr');
  });
});

describe('the rows', () => {
  it('that the screen passes by are not asked for', async () => {
    await open(100_000);
    const asked = vi.spyOn(house, 'source');
    desk.engine.configure(
      { ...desk.engine.config, source: (from, most) => house.source(from, most) },
      speech,
    );
    await vi.waitFor(() => expect(desk.engine.rows.total).toBe(100_000));
    for (let from = 1000; from < 90_000; from += 1000) desk.engine.rows.want(from, from + 40);
    await vi.waitFor(() => expect(desk.engine.rows.at(89_000)).toBeDefined());
    expect(asked.mock.calls.length).toBeLessThan(12);
  });

  it('of another sort begin at the top, and undo still knows the old ones', async () => {
    type('r1', 'town', 'a');
    await settle();
    const source = async () => ({ rows: [], total: 0 });
    desk.engine.configure({ ...desk.engine.config, source }, speech);
    await vi.waitFor(() => expect(desk.engine.rows.total).toBe(0));
    hands().back.undo();
    await settle();
    expect(held('r1', 'town')).toBe('Barr');
  });
});

describe('a desk', () => {
  it('taken up again has what could not stand, and what can be undone', async () => {
    type('r1', 'town', 'a');
    await settle();
    type('r2', 'people', 'beaucoup');
    desk.stand('again');
    const source = (from: number, most: number) => house.source(from, most);
    desk.engine.configure({ ...desk.engine.config, source }, speech);
    await vi.waitFor(() => expect(desk.engine.rows.total).toBe(1000));
    expect(desk.engine.marks.get('r2', 'people')).toMatchObject({ kind: 'refused', text: 'beaucoup' });
    hands().back.undo();
    hands().back.undo();
    await settle();
    expect([held('r1', 'town'), desk.engine.marks.refusals]).toEqual(['Barr', 0]);
  });

  it('takes back what was done beside it in its turn', async () => {
    const undo = vi.fn(async () => undefined);
    type('r1', 'town', 'a');
    await settle();
    desk.engine.did(undo);
    hands().back.undo();
    expect(undo).toHaveBeenCalledOnce();
    expect([desk.engine.history.canRedo, desk.engine.history.canUndo]).toEqual([false, true]);
    hands().back.undo();
    await settle();
    expect(held('r1', 'town')).toBe('Barr');
  });
});

describe('columns', () => {
  it('hidden, moved, widened and sorted are taken back one by one', () => {
    const sorted = vi.fn();
    desk.engine.configure({ ...desk.engine.config, onSort: sorted }, speech);
    desk.columns.hide('town', true);
    desk.columns.step('people', -1);
    desk.columns.resize('name', 300);
    desk.columns.toggleSort('name');
    const keys = () => desk.engine.arrangement.shown.map((place) => place.column.key).join();
    expect(keys()).toBe('people,name,state');
    for (let n = 0; n < 4; n++) hands().back.undo();
    expect(sorted.mock.calls).toEqual([[[{ key: 'name', direction: 'asc' }]], [[]]]);
    expect(keys()).toBe('name,town,people,state');
    expect(desk.engine.arrangement.shown[0]?.width).toBe(180);
  });

  it('never all disappear', () => {
    for (const { key } of COLUMNS) desk.columns.hide(key, true);
    expect(desk.engine.arrangement.shown.length).toBe(1);
  });
});
