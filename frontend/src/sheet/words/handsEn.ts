import { grammar, type Translation } from '@/language';
import type { handsFr } from './handsFr';

const g = grammar('en');
const count = (n: number, one: string, other: string) =>
  g.plural(n, { one: `{n} ${one}`, other: `{n} ${other}` });

export const handsEn: Translation<typeof handsFr> = {
  parse: {
    number: 'This is not a number.',
    date: 'This is not a date: write day/month/year.',
    noSuchDay: 'There is no such day in the calendar.',
    choice: (text) => `“${text}” is not in the list.`,
    yesNo: 'Write yes or no.',
    required: 'This cell can’t stay empty.',
  },
  work: {
    stopped: (n) =>
      n === 0
        ? 'Stopped, nothing changed.'
        : `Stopped after ${count(n, 'row', 'rows')}. Ctrl Z takes them back.`,
    tooMuch: (n) => `Too much at once (${g.number(n)} cells). Select fewer rows or columns.`,
    busy: 'An operation is under way: wait for it or stop it.',
  },
  done: {
    edit: (what) => `${what}: saved`,
    paste: (n) => count(n, 'cell pasted', 'cells pasted'),
    fill: (n) => count(n, 'cell filled', 'cells filled'),
    clear: (n) => count(n, 'cell emptied', 'cells emptied'),
    undo: (n) => `Undone: ${count(n, 'cell', 'cells')}`,
    redo: (n) => `Redone: ${count(n, 'cell', 'cells')}`,
    choice: (n) => count(n, 'cell decided', 'cells decided'),
    undone: 'Undone',
    redone: 'Redone',
    nothingToUndo: 'Nothing to undo',
    nothingToRedo: 'Nothing to redo',
    readOnly: (n) => `${g.number(n)} left (read only)`,
    invalid: (n) => `${g.number(n)} to correct`,
    because: (title, reason) => `${title}: ${reason}`,
    beyond: (n) =>
      count(
        n,
        'row past the end of the sheet is not pasted',
        'rows past the end of the sheet are not pasted',
      ),
    beyondColumns: (n) =>
      count(n, 'column past the right edge is not pasted', 'columns past the right edge are not pasted'),
    notPasted: 'Nothing is pasted.',
    nothing: 'Nothing changed',
    emptyClipboard: 'The clipboard holds no text.',
    notCopied: 'The browser refused access to the clipboard.',
    unread: 'Some rows could not be read: nothing changed.',
  },
  issues: {
    gone: 'This row no longer exists or is no longer open to you.',
    unsaid: 'The server refused this value.',
    appeared: (n) => `${count(n, 'cell needs', 'cells need')} your attention`,
  },
};
