import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ComponentType, useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { TextField } from './inputs';
import { lazyPart } from './lazyPart';
import { Part } from './Part';
import { Toasts } from './Toasts';

interface NotedProps {
  onClose: () => void;
}

function Noted({ onClose }: NotedProps) {
  const [text, setText] = useState('');
  const [kept, setKept] = useState(false);
  return (
    <Dialog title="Noter" onClose={onClose} footer={<Button onClick={() => setKept(true)}>Garder</Button>}>
      <TextField label="Qui" value={text} onChange={(event) => setText(event.target.value)} />
      {kept && <p>Gardé</p>}
    </Dialog>
  );
}

/** Each answer is one fetch. */
let fetches: { come: () => Promise<void>; fail: () => Promise<void> }[];
const fetchPart = () =>
  new Promise<ComponentType<NotedProps>>((resolve, reject) => {
    const then = (end: () => void) => () =>
      act(async () => {
        end();
        await new Promise((done) => setTimeout(done, 120));
      });
    fetches.push({ come: then(() => resolve(Noted)), fail: then(() => reject(new Error('no network'))) });
  });

function Scene({ part: Shown }: { part: ComponentType<NotedProps> }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <p>La page</p>
      <button type="button" onClick={() => setOpen(true)}>
        Ouvrir
      </button>
      <Part>{open && <Shown onClose={() => setOpen(false)} />}</Part>
      <Toasts tellFailure={String} />
    </>
  );
}

beforeEach(() => {
  fetches = [];
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  document.execCommand = (_, __, text = '') => {
    const field = document.activeElement as HTMLInputElement;
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    set?.call(field, field.value + text);
    return field.dispatchEvent(new Event('input', { bubbles: true }));
  };
});
afterEach(cleanup);

it('that could not be fetched says so, leaves the page alone, and is fetched anew at the next opening', async () => {
  const heard = vi.fn();
  window.addEventListener('keydown', heard);
  render(<Scene part={lazyPart(fetchPart)} />);
  await userEvent.click(screen.getByRole('button', { name: 'Ouvrir' }));
  await userEvent.keyboard('n');
  await fetches[0]?.fail();
  // What was typed for it is no command of the page.
  expect(heard).not.toHaveBeenCalled();
  window.removeEventListener('keydown', heard);
  expect(screen.getByText('La page')).toBeTruthy();
  expect(screen.getByText(/n’a pas pu s’ouvrir/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Ouvrir' }));
  expect(fetches).toHaveLength(2);
  await fetches[1]?.come();
  expect(await screen.findByRole('dialog', { name: 'Noter' })).toBeTruthy();
});

it('that stands in the page says so in its place, with a way to try again', async () => {
  const Shown = lazyPart<object>(() => fetchPart().then(() => () => <p>La suite</p>));
  render(
    <Part>
      <Shown />
    </Part>,
  );
  await fetches[0]?.fail();
  await userEvent.click(screen.getByRole('button', { name: 'Réessayer' }));
  await fetches[1]?.come();
  expect(screen.getByText('La suite')).toBeTruthy();
});

it('does not pass off its own mistake as one of the network', async () => {
  const Broken = lazyPart<object>(async () => () => {
    throw new Error('broken');
  });
  await expect(act(async () => render(<Broken />))).rejects.toThrow('broken');
});

it('gets the keys that were pressed before it came: letters, Tab, Enter', async () => {
  render(<Scene part={lazyPart(fetchPart)} />);
  await userEvent.click(screen.getByRole('button', { name: 'Ouvrir' }));
  await userEvent.keyboard('Barr{Tab}{Enter}');
  await fetches[0]?.come();
  await vi.waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Qui').value).toBe('Barr'));
  expect(await screen.findByText('Gardé')).toBeTruthy();
});
