/** The sheet whose late parts have not come yet: what is asked acts where it was asked, and nothing is lost. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Column, Row, Save, Shelf } from './contract';
import { Sheet } from './Sheet';

const COLUMNS: Column[] = [
  { key: 'name', title: 'Nom', kind: 'text' },
  { key: 'town', title: 'Commune', kind: 'text' },
];
const rows: Row[] = ['Barr', 'Colmar', 'Sélestat'].map((town, n) => ({
  id: `r${n}`,
  revision: 1,
  values: { name: `Nom ${n}`, town },
}));
const source = async () => ({ rows, total: rows.length });
const save = vi.fn<Save>();
let shelf: Shelf;

beforeEach(async () => {
  vi.stubGlobal('ResizeObserver', class { observe() {} disconnect() {} });
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 600 });
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => 1200 });
  save.mockImplementation(async (changes) => ({
    rows: changes.map(({ id, revision, set }) => ({ id, outcome: 'changed', revision: revision + 1, values: set })),
  }));
  shelf = {};
  render(<Sheet label="Membres" columns={COLUMNS} source={source} save={save} shelf={shelf} />);
  await screen.findByText('Barr');
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('draws', () => {
  console.log(document.body.innerHTML.length, document.activeElement?.outerHTML.slice(0, 200));
  console.log(document.querySelector('[role=grid]')?.outerHTML.slice(0, 3000));
});
