import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { api, type SheetSections } from '@/api';
import { TemplateSettings } from './TemplateSettings';

const section = (key: string, label: string, guidance: string) => ({
  key,
  label,
  guidance,
  group: '',
  words: 40,
});
const told: SheetSections = {
  good_practice: [section('context', 'Contexte', 'Où.'), section('planning', 'Planning', 'Quand.')],
  advice: [section('steps', 'Étapes', 'Pas à pas.')],
  revision: 7,
};
const given = (data: unknown) => ({ data, response: new Response() });

let sent: { params: object; body: object }[];

beforeEach(() => {
  sent = [];
  vi.spyOn(api, 'GET').mockImplementation((async () => given(told)) as never);
  vi.spyOn(api, 'PUT').mockImplementation((async (_: string, asked: (typeof sent)[number]) => {
    sent.push(asked);
    return given({ ...told, revision: 8 });
  }) as never);
});
afterEach(cleanup);

const show = (reason: string | null) =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <TemplateSettings reason={reason} />
    </QueryClientProvider>,
  );

it('sends what was changed alone, and nothing for what is to be as it came', async () => {
  show(null);
  const user = userEvent.setup();
  const context = await screen.findByLabelText('Contexte');
  await user.clear(context);
  await user.type(context, 'Le lieu, et ses habitants.');
  await user.clear(screen.getByLabelText('Étapes'));
  await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
  expect(sent.map(({ body }) => body)).toEqual([
    { guidance: { context: 'Le lieu, et ses habitants.', steps: null } },
  ]);
  expect(sent[0]?.params).toEqual({ header: { 'If-Match': '"r7"' } });
});

it('is read by whoever only reads', async () => {
  show('Vous pouvez seulement lire.');
  expect((await screen.findByLabelText('Contexte')).hasAttribute('readonly')).toBe(true);
});
