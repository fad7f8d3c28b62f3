import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { Conflict } from './Conflict';

afterEach(cleanup);

const told = {
  revision: 4,
  conflicts: [
    {
      field: 'name',
      before: 'La Cigogne',
      now: 'Les Cigognes',
      after: 'La Cigogne d’Alsace',
      changed_by: 'Camille Rotrieder',
      changed_at: '2026-11-23T09:00:00Z',
    },
  ],
};

it('tells each of the three values with what it is, whatever the width', () => {
  render(<Conflict told={told} onOver={async () => {}} onClose={() => {}} />);
  const [line] = screen.getAllByRole('listitem', { hidden: true });
  const sides = [...(line?.querySelectorAll('div') ?? [])].map((side) => side.textContent ?? '');
  expect(sides).toHaveLength(3);
  expect(sides[0]).toContain('Quand elle a demandé');
  expect(sides[0]).toContain('La Cigogne');
  expect(sides[1]).toContain('Les Cigognes');
  expect(sides[1]).toContain('changé par Camille Rotrieder');
  expect(sides[2]).toContain('La Cigogne d’Alsace');
  expect(within(line as HTMLElement).getByText('Organisation')).toBeTruthy();
});
