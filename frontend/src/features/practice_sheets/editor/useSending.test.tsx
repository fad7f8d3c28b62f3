import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { Problem, Unreachable } from '@/api';
import { SendingList } from './SendingList';
import { useSending } from './useSending';

afterEach(cleanup);

type Send = Parameters<typeof useSending>[0];

function Files({ send }: { send: Send }) {
  const sending = useSending(send);
  return (
    <>
      <button
        type="button"
        onClick={() => ['un.png', 'deux.png'].map((name) => sending.add(new File(['x'], name)))}
      >
        deux fichiers
      </button>
      <SendingList {...sending} />
    </>
  );
}

it('sends one file after the other, tells how far each is, and leaves the list once it is there', async () => {
  const ends: (() => void)[] = [];
  const send = vi.fn<Send>((_, __, { onProgress }) => {
    onProgress(0.25);
    return new Promise<void>((done) => {
      ends.push(done);
    });
  });
  render(<Files send={send} />);
  await userEvent.click(screen.getByRole('button', { name: 'deux fichiers' }));
  expect(await screen.findByText(/^25\s% envoyés$/)).toBeTruthy();
  expect(screen.getByText('attend son tour')).toBeTruthy();
  expect(send).toHaveBeenCalledTimes(1);
  ends[0]?.();
  await vi.waitFor(() => expect(send).toHaveBeenCalledTimes(2));
  expect(screen.queryByText('un.png')).toBeNull();
});

it('keeps what did not arrive, to be sent again under the same key, and lets the others go on', async () => {
  const send = vi.fn<Send>(async (file) => {
    if (file.name === 'un.png') throw new Unreachable('gone');
  });
  render(<Files send={send} />);
  await userEvent.click(screen.getByRole('button', { name: 'deux fichiers' }));
  expect(await screen.findByRole('alert')).toBeTruthy();
  await vi.waitFor(() => expect(send).toHaveBeenCalledTimes(2));
  await userEvent.click(screen.getByRole('button', { name: 'Renvoyer un.png' }));
  await vi.waitFor(() => expect(send).toHaveBeenCalledTimes(3));
  const [first, , again] = send.mock.calls;
  expect(again?.[1]).toBe(first?.[1]);
});

it('sends again by itself what a lost connection kept back, and nothing that was refused', async () => {
  const send = vi.fn<Send>(async (file) => {
    throw file.name === 'un.png' ? new Unreachable('gone') : new Problem(422, { detail: 'Abîmée.' });
  });
  render(<Files send={send} />);
  await userEvent.click(screen.getByRole('button', { name: 'deux fichiers' }));
  await vi.waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(2));
  window.dispatchEvent(new Event('online'));
  await vi.waitFor(() => expect(send).toHaveBeenCalledTimes(3));
  expect(send.mock.calls.map(([{ name }]) => name)).toEqual(['un.png', 'deux.png', 'un.png']);
});

it('stops a file that is not wanted any more', async () => {
  let stopped = false;
  const send = vi.fn<Send>(
    (_, __, { signal }) =>
      new Promise((_done, fail) => {
        signal.addEventListener('abort', () => {
          stopped = true;
          fail(new DOMException('', 'AbortError'));
        });
      }),
  );
  render(<Files send={send} />);
  await userEvent.click(screen.getByRole('button', { name: 'deux fichiers' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Ne pas envoyer un.png' }));
  expect(stopped).toBe(true);
  await vi.waitFor(() => expect(send).toHaveBeenCalledTimes(2));
});
