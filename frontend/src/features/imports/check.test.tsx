import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { Import, ImportCard, ImportRow } from '@/api';
import { Toasts } from '@/ui';
import { ImportStateMark } from './marks';
import { Problems } from './Problems';
import { RowFilters } from './RowFilters';
import { RowItem } from './RowItem';
import { useEndings } from './useEndings';

afterEach(cleanup);

const counts = {
  rows: 2_600,
  create: 2_596,
  update: 0,
  unchanged: 0,
  doubt: 4,
  refused: 0,
  ignored: 7,
  warning: 136,
  repaired: 0,
  kept: 0,
};
const row = (over: Partial<ImportRow>) =>
  ({
    number: 6,
    sheet: '',
    outcome: 'create',
    name: 'Commune d’Albé',
    hidden: false,
    kept: false,
    member: null,
    candidates: [],
    differences: [],
    repairs: [],
    problems: [],
    decision: null,
    cells: [],
    ...over,
  }) as ImportRow;

it('counts all that it lists, in groups of three figures, and offers each reason with its rows', () => {
  const reasons = [
    { code: 'email.unreadable', outcome: 'warning', label: 'Adresse e-mail illisible, perdue', rows: 3 },
    { code: 'last_contact.words', outcome: 'warning', label: 'Date au milieu de mots', rows: 103 },
  ];
  const filter = vi.fn();
  const data = { counts, reasons } as unknown as Import;
  const { rerender } = render(
    <RowFilters data={data} filter={undefined} reason={undefined} onFilter={filter} />,
  );
  const chip = (label: string) => screen.getByText(label, { selector: 'button' });
  expect(chip('Toutes').textContent).toMatch(/^Toutes2\s607$/);
  expect(screen.queryByText('Date au milieu de mots')).toBeNull();
  rerender(<RowFilters data={data} filter="warning" reason={undefined} onFilter={filter} />);
  expect(chip('Adresse e-mail illisible, perdue').textContent).toMatch(/3$/);
  fireEvent.click(chip('Adresse e-mail illisible, perdue'));
  expect(filter).toHaveBeenLastCalledWith('warning', 'email.unreadable');
  rerender(<RowFilters data={data} filter="warning" reason="email.unreadable" onFilter={filter} />);
  fireEvent.click(chip('Adresse e-mail illisible, perdue'));
  expect(filter).toHaveBeenLastCalledWith('warning', undefined);
});

it('says in the line of a row why it is to be looked at', () => {
  const problem = {
    row: 6,
    column: 'Mél',
    letter: 'J',
    code: 'email.unreadable',
    detail: 'Cette adresse e-mail n’est pas lisible.',
    severity: 'warning',
    suggestion: null,
  };
  const data = { state: 'ready', columns: [], counts } as unknown as Import;
  render(
    <RowItem
      data={data}
      row={row({ problems: [problem] })}
      open={false}
      onToggle={vi.fn()}
      written={false}
    />,
  );
  screen.getByText('Cette adresse e-mail n’est pas lisible');
});

it('tells after a partial undo which rows stayed', () => {
  const data = { state: 'undone', problem: '1 fiche…', columns: [], counts: { ...counts, kept: 1 } };
  const shown = (one: ImportRow) => (
    <RowItem data={data as unknown as Import} row={one} open={false} onToggle={vi.fn()} written />
  );
  const { rerender } = render(shown(row({ kept: true })));
  screen.getByText('gardé');
  rerender(shown(row({})));
  screen.getByText('créé, puis annulé');
  rerender(<ImportStateMark state="undone" counts={data.counts} />);
  screen.getByText('annulé en partie');
  rerender(<ImportStateMark state="undone" counts={counts} />);
  screen.getByText('annulé');
});

it('asks for the kind where leaving the cell out would help nobody', () => {
  const refusal = (code: string) => ({
    row: 6,
    column: 'Type',
    letter: 'C',
    code,
    detail: 'La cellule contient une valeur d’erreur du tableur.',
    severity: 'refused',
    suggestion: null,
  });
  const decide = vi.fn();
  const columns = [{ index: 2, letter: 'C', title: 'Type', field: 'kind', guessed: true, samples: [] }];
  render(
    <Problems
      data={{ id: 'i1', columns } as unknown as Import}
      row={row({ outcome: 'refused', problems: [refusal('cell.error')], cells: [null, null, '#NOM?'] })}
      onDecide={decide}
    />,
  );
  expect(screen.queryByText('Importer sans cette cellule')).toBeNull();
  expect(screen.queryByText(/Dire une fois pour toutes/)).toBeNull();
  fireEvent.click(screen.getByText('Association'));
  expect(decide.mock.calls[0]?.[0]).toEqual({ do: 'leave_out', corrections: { 2: 'association' } });
});

function Scene({ imports }: { imports: ImportCard[] }) {
  useEndings(imports);
  return <Toasts tellFailure={String} />;
}

it('ends an undo that nobody waited for with a word', async () => {
  const card = (state: string, kept = 0) =>
    [{ id: 'i1', file_name: 'suivi.xlsx', state, counts: { ...counts, kept } }] as unknown as ImportCard[];
  const { rerender } = render(<Scene imports={card('undoing')} />);
  rerender(<Scene imports={card('undone')} />);
  await screen.findByText(/suivi\.xlsx\s» est annulé\s: tout est comme avant/);
  rerender(<Scene imports={card('undoing')} />);
  rerender(<Scene imports={card('undone', 3)} />);
  await screen.findByText(/suivi\.xlsx\s» est annulé, sauf 3 lignes gardées/);
  rerender(<Scene imports={card('undoing')} />);
  rerender(<Scene imports={card('committed')} />);
  await screen.findByText(/n’a pas été annulé\. Ouvrez-le pour voir pourquoi/);
});
