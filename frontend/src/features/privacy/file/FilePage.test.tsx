import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FilePage } from './FilePage';

const TOKEN = 'a-token_of/letters';
const PATH = '/api/v1/public/privacy/files';
const asked: string[] = [];
const sent: unknown[] = [];
let file: () => Response;

beforeEach(() => {
  asked.length = 0;
  sent.length = 0;
  window.location.hash = `#${TOKEN}`;
  vi.stubGlobal('fetch', async (request: Request) => {
    const { pathname } = new URL(request.url);
    asked.push(pathname);
    if (pathname === PATH) {
      sent.push(await request.json());
      return file();
    }
    return Response.json(
      pathname.endsWith('/privacy') ? { contact: 'dpo@syndicat.example' } : { name: 'Club' },
    );
  });
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:here', revokeObjectURL: () => {} }));
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  window.location.hash = '';
});

const open = () =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <FilePage />
    </QueryClientProvider>,
  );

it('fetches nothing of the file before one presses, then saves it under its name', async () => {
  const headers = { 'Content-Disposition': 'attachment; filename="donnees-personnelles.zip"' };
  file = () => new Response('zip', { headers });
  open();
  await screen.findByRole('link', { name: 'dpo@syndicat.example' });
  expect(asked).not.toContain(PATH);
  await userEvent.click(screen.getByRole('button', { name: 'Télécharger mes données' }));
  await screen.findByText(/donnees-personnelles\.zip/);
  expect(sent).toEqual([{ token: TOKEN }]);
});

it('says of a link that is no good what to do', async () => {
  file = () => Response.json({ code: 'house.not_found' }, { status: 404 });
  open();
  await userEvent.click(screen.getByRole('button', { name: 'Télécharger mes données' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Ce lien n’ouvre rien');
});

it('says of an address that lost its token where to open it', () => {
  window.location.hash = '';
  open();
  expect(screen.getByText(/Ouvrez-le depuis le message/)).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});
