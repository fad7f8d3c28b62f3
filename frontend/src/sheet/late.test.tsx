/** The sheet whose late parts have not come yet: what is asked acts where it was asked, and nothing is lost. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Column, Row, Save, Shelf } from './contract';

const COLUMNS: Column[] = [
  { key: 'name', title: 'Nom', kind: 'text' },
  { key: 'town', title: 'Commune', kind: 'text' },
];
/** So that some rows are not read at first. */
const MORE = 147;
const save = vi.fn<Save>();
let shelf: Shelf;

/** A part that comes when told, or fails. */
function late(path: string) {
  const asked = () => {
    let [resolve, reject] = [() => {}, (_: Error) => {}];
    const promise = new Promise<void>((good, bad) => {
      [resolve, reject] = [good, bad];
    });
    return { promise, resolve, reject };
  };
  let answer = asked();
  vi.doMock(path, async (original) => {
    await answer.promise;
    return original();
  });
  const told = async () => {
    await act(() => new Promise((resolve) => setTimeout(resolve, 60)));
  };
  return {
    comes: () => {
      answer.resolve();
      return told();
    },
    fails: async () => {
      answer.promise.catch(() => undefined);
      answer.reject(new Error('no network'));
      await told();
      answer = asked();
    },
  };
}
type Late = ReturnType<typeof late>;
let hands: Late;
let inCell: Late;

/** Each test brings the sheet in anew. */
vi.setConfig({ testTimeout: 20_000, hookTimeout: 30_000 });

beforeEach(async () => {
  vi.resetModules();
  hands = late('./engine/hands');
  inCell = late('./view/inCell');
  for (const [side, size] of [
    ['clientHeight', 600],
    ['clientWidth', 1200],
  ] as const)
    vi.spyOn(HTMLElement.prototype, side, 'get').mockReturnValue(size);
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  // What a browser writes by itself.
  document.execCommand = (command, _, text = '') => {
    const field = document.activeElement as HTMLTextAreaElement;
    const { selectionStart: start, selectionEnd: end, value } = field;
    const cut = command === 'delete' && start === end ? start - 1 : start;
    const last = command === 'forwardDelete' && start === end ? end + 1 : end;
    fireEvent.change(field, { target: { value: value.slice(0, cut) + text + value.slice(last) } });
    field.setSelectionRange(cut + text.length, cut + text.length);
    return true;
  };
  save.mockReset();
  save.mockImplementation(async (changes) => ({
    rows: changes.map(({ id, revision, set }) => ({
      id,
      outcome: 'changed',
      revision: revision + 1,
      values: set,
    })),
  }));
  shelf = {};
  const rows: Row[] = ['Barr', 'Colmar', 'Sélestat', ...new Array(MORE).fill('Dole')].map((town, n) => ({
    id: `r${n}`,
    revision: 1,
    values: { name: `Nom ${n}`, town },
  }));
  const source = async (from: number, most: number) => ({
    rows: rows.slice(from, from + most),
    total: rows.length,
  });
  const { Sheet } = await import('./Sheet');
  const { Toasts } = await import('@/ui');
  render(
    <>
      <Sheet label="Membres" columns={COLUMNS} source={source} save={save} shelf={shelf} />
      <Toasts tellFailure={String} />
    </>,
  );
  await screen.findByText('Barr');
  await press(0, 'town');
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** Where it would be on a screen: the grid reads the place, not the element. */
const press = (row: number, key: string) => {
  const target = document
    .querySelectorAll('[aria-rowindex]')
    [row + 1]?.querySelectorAll('[role=gridcell]')[1];
  const coords = { clientX: key === 'name' ? 100 : 300, clientY: 60 + 40 * row };
  return userEvent.pointer({ keys: '[MouseLeft]', target: target as Element, coords });
};
const sent = () => save.mock.calls.flatMap(([changes]) => changes.map(({ id, set }) => ({ id, set })));
const event = (kind: 'paste' | 'copy' | 'cut', text = '') => {
  const held: Record<string, string> = { 'text/plain': text };
  const clipboardData = {
    getData: (type: string) => held[type] ?? '',
    setData: (type: string, value: string) => void Object.assign(held, { [type]: value }),
  };
  fireEvent[kind](document.activeElement ?? document.body, { clipboardData });
  return held;
};

it('empties the cell where Delete was pressed, though the keys went on', async () => {
  await userEvent.keyboard('{Delete}{ArrowDown}');
  expect(screen.getByText('Enregistrement : 1 ligne')).toBeTruthy();
  await hands.comes();
  await vi.waitFor(() => expect(sent()).toEqual([{ id: 'r0', set: { town: null } }]));
});

it('pastes and fills where it was asked, and leaves the selection where it went since', async () => {
  event('paste', 'Obernai');
  await press(2, 'town');
  await userEvent.keyboard('{Control>}d{/Control}');
  await press(1, 'name');
  await hands.comes();
  await vi.waitFor(() =>
    expect(sent()).toEqual([
      { id: 'r0', set: { town: 'Obernai' } },
      { id: 'r2', set: { town: 'Colmar' } },
    ]),
  );
  expect(shelf.desk?.engine.selection.active).toEqual({ row: 1, column: 0 });
});

it('does nothing where other rows stand by then', async () => {
  await userEvent.keyboard('{Delete}');
  const rows: Row[] = [{ id: 'other', revision: 1, values: { name: 'Autre', town: 'Pau' } }];
  const { engine } = shelf.desk ?? {};
  act(() => {
    if (engine)
      engine.configure({ ...engine.config, source: async () => ({ rows, total: 1 }) }, engine.speech);
  });
  await screen.findByText('Pau');
  await hands.comes();
  expect(screen.getByText(/Les lignes ont changé/)).toBeTruthy();
  expect(sent()).toEqual([]);
});

it('tells of a change that nobody could be asked to save, keeps it, and saves it when told', async () => {
  await userEvent.keyboard('{Delete}{ArrowDown}');
  await hands.fails();
  expect(screen.getByRole('alert').textContent).toContain('Pas encore enregistré. Vérifiez la connexion.');
  expect(await shelf.desk?.engine.unsaved()).toBe(1);
  const leaving = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(leaving);
  expect(leaving.defaultPrevented).toBe(true);
  // Another fetch, minutes later, from another cell.
  await userEvent.click(screen.getByRole('button', { name: 'Réessayer' }));
  await hands.comes();
  await vi.waitFor(() => expect(sent()).toEqual([{ id: 'r0', set: { town: null } }]));
  expect(await shelf.desk?.engine.unsaved()).toBe(0);
});

it('fetches again when the network is back, and gives up when told', async () => {
  await userEvent.keyboard('{Delete}');
  await hands.fails();
  fireEvent(window, new Event('online'));
  await hands.fails();
  await userEvent.click(screen.getByRole('button', { name: 'Abandonner ces changements' }));
  expect(screen.getByText('Tout est enregistré')).toBeTruthy();
  await hands.comes();
  expect(sent()).toEqual([]);
});

it('writes what was typed into the cell where it was typed, though another was pressed since', async () => {
  await hands.comes();
  await userEvent.keyboard('Ob');
  await press(2, 'town');
  await userEvent.keyboard('Dole');
  await inCell.comes();
  await vi.waitFor(() => expect(sent()).toEqual([{ id: 'r0', set: { town: 'Ob' } }]));
  const field = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: /Commune/ });
  await vi.waitFor(() => expect(field.value).toBe('Dole'));
  expect(shelf.desk?.engine.editing?.id).toBe('r2');
});

it('gives the keys and the paste that came before the editor to it, in their order', async () => {
  await hands.comes();
  await userEvent.keyboard('{F2}{ArrowLeft}{Delete}{Home}x');
  event('paste', 'Mont-');
  await userEvent.keyboard('{End}y{ArrowLeft}{Backspace}{Enter}');
  await inCell.comes();
  await vi.waitFor(() => expect(sent()).toEqual([{ id: 'r0', set: { town: 'xMont-Bay' } }]));
});

it('opens on what stood there, and says so, where an accent was still waiting for its letter', async () => {
  await hands.comes();
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Dead' });
  await userEvent.keyboard('o');
  await inCell.comes();
  const field = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: /Commune/ });
  await vi.waitFor(() => expect(screen.getByText(/tapez-la à nouveau/)).toBeTruthy());
  expect(field.value).toBe('Barr');
});

it('cuts only what the clipboard has taken, and all of it', async () => {
  const write = vi.fn<(items: { parts: Record<string, Promise<Blob>> }[]) => Promise<void>>();
  vi.stubGlobal(
    'ClipboardItem',
    class {
      constructor(readonly parts: Record<string, Promise<Blob>>) {}
    },
  );
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { write } });
  write.mockRejectedValueOnce(new Error('refused'));
  event('cut');
  await hands.comes();
  await screen.findByText(/presse-papiers/);
  expect(sent()).toEqual([]);
  // At hand, it is on the clipboard at once.
  expect(event('cut')['text/plain']).toBe('Barr');
  await vi.waitFor(() => expect(sent()).toEqual([{ id: 'r0', set: { town: null } }]));
  // With rows that have to be read first.
  write.mockImplementationOnce(async ([item]) => {
    expect(sent()).toHaveLength(1);
    await item?.parts['text/plain'];
    expect(sent()).toHaveLength(1);
  });
  await userEvent.keyboard('{Control>}a{/Control}');
  event('cut');
  await vi.waitFor(() => expect(sent()).toHaveLength(1 + 3 + MORE));
});
