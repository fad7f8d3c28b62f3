import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { Menu, MenuItem } from './Menu';
import { OrderedList } from './OrderedList';

afterEach(cleanup);

const ITEMS = ['Réemploi', 'Textiles', 'Tri'];

function list(onMove: (item: string, place: number) => Promise<unknown>) {
  render(
    <OrderedList
      label="Thématiques"
      items={ITEMS}
      idOf={(item) => item}
      nameOf={(item) => item}
      fixed={false}
      onMove={onMove}
    >
      {(item) => <span>{item}</span>}
    </OrderedList>,
  );
}
const shown = () => screen.getAllByRole('listitem').map((item) => item.textContent);

it('moves a line by the arrow keys of its handle, keeps the focus on it and says where it stands', async () => {
  const onMove = vi.fn(() => Promise.resolve());
  list(onMove);
  const handle = screen.getByRole('button', { name: 'Déplacer Réemploi' });
  handle.focus();
  await userEvent.keyboard('{ArrowDown}');
  expect(onMove).toHaveBeenCalledWith('Réemploi', 2);
  expect(shown()).toEqual(['Textiles', 'Réemploi', 'Tri']);
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Déplacer Réemploi' }));
  expect(screen.getByRole('status').textContent).toMatch(/^Réemploi.: place 2 sur 3$/);
  await userEvent.keyboard('{End}{ArrowDown}');
  expect(shown()).toEqual(['Textiles', 'Tri', 'Réemploi']);
  expect(onMove).toHaveBeenCalledTimes(2);
});

it('puts a line back when the move is refused', async () => {
  list(() => Promise.reject(new Error('refused')));
  screen.getByRole('button', { name: 'Déplacer Tri' }).focus();
  await userEvent.keyboard('{Home}');
  await vi.waitFor(() => expect(shown()).toEqual(ITEMS));
});

it('opens a menu, walks it with the arrows, and gives the focus back to its button', async () => {
  const rename = vi.fn();
  render(
    <Menu target={<button type="button">Actions</button>}>
      <MenuItem icon={null}>Monter</MenuItem>
      <MenuItem icon={null} onClick={rename}>
        Renommer
      </MenuItem>
    </Menu>,
  );
  const button = screen.getByRole('button', { name: 'Actions' });
  await userEvent.click(button);
  expect(button.getAttribute('aria-expanded')).toBe('true');
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect(rename).toHaveBeenCalledOnce();
  expect(document.activeElement).toBe(button);
  await userEvent.keyboard('{ArrowDown}{Escape}');
  expect(button.getAttribute('aria-expanded')).toBe('false');
  expect(document.activeElement).toBe(button);
});
