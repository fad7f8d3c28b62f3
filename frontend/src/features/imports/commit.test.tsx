import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { api, type Import } from '@/api';
import { Toasts } from '@/ui';
import { CommitBar } from './CommitBar';
import { importQuery } from './queries';

afterEach(cleanup);

const dryRun = (revision: number, create: number) =>
  ({
    id: 'i1',
    revision,
    state: 'ready',
    counts: { create, update: 0, doubt: 0, refused: 0 },
    blocking: [],
    abilities: {},
  }) as unknown as Import;

function Scene() {
  const { data } = useQuery(importQuery('i1'));
  return (
    <>
      {data && <CommitBar data={data} reason={null} saving={false} onCommitted={vi.fn()} />}
      <Toasts tellFailure={String} />
    </>
  );
}

it('writes the dry run that is on the screen, and shows another one before it is written', async () => {
  let now = dryRun(2, 301);
  vi.spyOn(api, 'GET').mockImplementation((async () => ({ data: now, response: new Response() })) as never);
  const commit = vi.spyOn(api, 'POST').mockImplementation((async () => ({
    error: { status: 412, code: 'stale', current: { revision: 3, changed_by: { name: 'Ida Roos' } } },
    response: new Response(null, { status: 412 }),
  })) as never);
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Scene />
    </QueryClientProvider>,
  );
  const button = await screen.findByRole('button', { name: 'Importer 301 lignes' });
  now = dryRun(3, 12);
  await userEvent.click(button);
  expect(commit).toHaveBeenCalledTimes(1);
  expect(commit.mock.calls[0]?.[1]).toMatchObject({ params: { header: { 'If-Match': '"r2"' } } });
  expect(
    await screen.findByText(/Ida Roos a modifié cet import entre-temps\s: rien n’est écrit/),
  ).toBeTruthy();
  expect(await screen.findByRole('button', { name: 'Importer 12 lignes' })).toBeTruthy();
});
