import type { Translation } from '@/language';
import type { keysFr } from './keysFr';

export const keysEn: Translation<typeof keysFr> = {
  caps: { enter: 'Enter', esc: 'Esc', shift: 'Shift', space: 'Space', del: 'Del', home: 'Home', end: 'End' },
  keys: {
    title: 'The sheet by keyboard',
    groups: { move: 'Move', edit: 'Edit', select: 'Select', columns: 'Columns' },
    arrows: 'From cell to cell; with Ctrl, to the edge of the data',
    homeEnd: 'Start and end of the row; with Ctrl, of the sheet',
    page: 'One screen up or down',
    leave: 'Leave the sheet',
    open: 'Open the record of the row',
    enter: 'Edit the cell (or just type)',
    commit: 'Confirm and go down, right; with Shift, the other way',
    newline: 'New line in a long text',
    choices: 'Open the list or the calendar',
    space: 'Tick, untick',
    clear: 'Empty',
    clipboard: 'Copy, cut, paste',
    fill: 'Fill down, fill right',
    undo: 'Undo, redo',
    extend: 'Extend the selection',
    all: 'Select everything',
    wholes: 'The whole column, the whole row',
    header: 'Up to the header from the first row',
    sort: 'Sort by the column',
    menu: 'Open its menu',
    moveColumn: 'Move the column',
    resize: 'Change its width',
  },
};
