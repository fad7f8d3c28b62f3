import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { TypeAhead } from './TypeAhead';

afterEach(cleanup);

function show(onPick: (item: string) => void) {
  render(
    <TypeAhead
      label="Avec qui ?"
      text="Barr"
      onText={() => {}}
      items={['Ville de Barr', 'Atelier vélo']}
      idOf={(item) => item}
      render={(item) => item}
      onPick={onPick}
    />,
  );
  const field = screen.getByRole('combobox');
  fireEvent.focus(field);
  return field;
}

it('lets Enter pick the first, though the list opened under a resting mouse', () => {
  const onPick = vi.fn();
  const field = show(onPick);
  fireEvent.mouseEnter(screen.getByRole('option', { name: 'Atelier vélo' }));
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(onPick).toHaveBeenCalledExactlyOnceWith('Ville de Barr');
});

it('follows a mouse that moves', () => {
  const onPick = vi.fn();
  const field = show(onPick);
  fireEvent.mouseMove(screen.getByRole('option', { name: 'Atelier vélo' }));
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(onPick).toHaveBeenCalledExactlyOnceWith('Atelier vélo');
});
