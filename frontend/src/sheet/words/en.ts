/** The sheet's sentences in English. */
import { grammar, type Translation } from '@/language';
import type { fr } from './fr';

const g = grammar('en');
const count = (n: number, one: string, other: string) =>
  g.plural(n, { one: `{n} ${one}`, other: `{n} ${other}` });

export const en: Translation<typeof fr> = {
  yes: 'Yes',
  no: 'No',
  row: (n) => `Row ${g.number(n)}`,
  rowNumbers: 'Row number',
  loadingRow: 'Row being read',
  openRow: (n) => `Open row ${g.number(n)}`,
  howTo:
    'Arrows to move between cells, Enter or F2 to edit, Escape then Tab to leave the sheet. The shortcuts are in the Keyboard menu.',
  empty: 'No row',
  readOnly: 'This cell can be read, not changed here.',
  tools: 'Tools of the sheet',
  undo: 'Undo',
  redo: 'Redo',
  columns: 'Columns',
  density: 'Height of rows',
  densities: { comfort: 'Comfortable', standard: 'Standard', compact: 'Compact' },
  keyboard: 'Keyboard',
  column: {
    menu: (title) => `Column ${title}`,
    filterBy: (title) => `Filter by ${title}`,
    filtered: 'filtered',
    last: 'At least one column stays shown.',
    moved: (title, at) => `${title}: position ${g.number(at)}`,
    width: (title, px) => `${title}: width ${g.number(px)}`,
    hiddenNow: (title) => `Column ${title} hidden`,
    shownNow: (title) => `Column ${title} shown`,
    frozenNow: (n) => (n === 0 ? 'No frozen column' : count(n, 'frozen column', 'frozen columns')),
  },
  sorted: {
    asc: (title) => `Sorted by ${title}, ascending`,
    desc: (title) => `Sorted by ${title}, descending`,
    none: 'Original order',
  },
  state: {
    saved: 'Everything is saved',
    savedBut: (n) => `Saved, except ${count(n, 'cell', 'cells')}`,
    saving: (n) => `Saving: ${count(n, 'row', 'rows')}`,
    failed: 'Not saved yet.',
    offline: 'Check the connection.',
    retry: 'Try again',
    abandon: 'Give up these changes',
    abandoned: (n) => `${count(n, 'cell', 'cells')} back to the saved value`,
  },
  work: {
    moved: 'The rows have changed meanwhile: nothing was done.',
    reading: (done, total) => `Reading: ${g.number(done)} of ${g.number(total)} rows`,
    preparing: (done, total) => `Preparing: ${g.number(done)} of ${g.number(total)} rows`,
    saving: (done, total) => `Saving: ${g.number(done)} of ${g.number(total)} rows`,
    stop: 'Stop',
  },
  copied: {
    done: (n) => count(n, 'cell copied', 'cells copied'),
    tooMuch: (n) => `Too much for the clipboard (${g.number(n)} cells). Use the export.`,
  },
  issues: {
    corrections: (n) => count(n, 'cell to correct', 'cells to correct'),
    clashes: (n) => count(n, 'conflict to decide', 'conflicts to decide'),
    both: (n) => count(n, 'cell to settle', 'cells to settle'),
  },
  status: {
    rows: (n) => count(n, 'row', 'rows'),
    cells: (n) => count(n, 'cell selected', 'cells selected'),
    filled: (n) => `${g.number(n)} filled`,
    sum: (n) => `Sum ${g.number(n)}`,
    average: (n) => `Average ${g.number(n)}`,
    partial: 'of the rows already read',
    position: (row, title) => `Row ${g.number(row)}, ${title}`,
    range: (from, to) => `From ${from} to ${to}`,
  },
  failedOpen: 'This cell could not open: check the connection, then try again.',
  failedRead: 'These rows could not be read.',
};
