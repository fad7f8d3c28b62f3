import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { api, type ConfirmationReview, type InterviewReview } from '@/api';
import { ConfirmPage } from './confirm/ConfirmPage';
import { sheetOf } from './editor/sheets.fixture';
import { InterviewPage } from './interview/InterviewPage';

const given = (data: unknown) => ({ data, response: new Response() });
const refused = (status: number, error: object) => ({ error, response: new Response(null, { status }) });

let sent: { path: string; body: object }[];
let answers: Record<string, unknown>;

beforeEach(() => {
  sent = [];
  answers = {};
  window.location.hash = '#jeton';
  vi.spyOn(api, 'GET').mockImplementation((async () => given({ name: 'Club du Ried' })) as never);
  vi.spyOn(api, 'POST').mockImplementation((async (path: string, { body }: { body: object }) => {
    sent.push({ path, body });
    const answer = answers[path];
    return typeof answer === 'function' ? answer() : answer;
  }) as never);
});
afterEach(() => {
  cleanup();
  window.location.hash = '';
});

const show = (page: ReactNode) =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      {page}
    </QueryClientProvider>,
  );

const interview: InterviewReview = {
  title: 'Une fête sans vaisselle jetable',
  member: 'Amicale des pompiers',
  questions: [
    { key: 'what', question: 'Qu’avez-vous fait ?', hint: 'En quelques phrases.' },
    { key: 'why', question: 'Pourquoi ?', hint: '' },
  ],
  answers: [{ key: 'why', text: 'Trop de sacs.' }],
  photos: 1,
  most_photos: 8,
  answered: false,
  contact_email: '',
};

it('keeps answers as they are typed, and hands all of them in', async () => {
  answers = {
    '/public/practice-interviews/review': given(interview),
    '/public/practice-interviews/answer': () => {
      const last = sent.at(-1)?.body as { done: boolean };
      return given({ ...interview, answered: last.done });
    },
  };
  show(<InterviewPage />);
  const user = userEvent.setup();
  await user.type(await screen.findByRole('textbox', { name: /Qu’avez-vous fait/ }), 'Une fête');
  await waitFor(() => expect(sent).toHaveLength(2), { timeout: 4_000 });
  expect(sent[1]?.body).toEqual({
    token: 'jeton',
    done: false,
    answers: [
      { key: 'what', text: 'Une fête' },
      { key: 'why', text: 'Trop de sacs.' },
    ],
  });
  expect(await screen.findByText('2 réponses sur 2')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Envoyer mes réponses' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Merci, c’est envoyé' })).toBeTruthy();
  expect(sent[2]?.body).toMatchObject({ done: true });
}, 20_000);

it('leads to the question without which nothing is handed in, and keeps the others', async () => {
  answers = {
    '/public/practice-interviews/review': given(interview),
    '/public/practice-interviews/answer': () => {
      const last = sent.at(-1)?.body as { done: boolean };
      const errors = [
        {
          pointer: '/answers/what',
          code: 'practice_sheets.section_missing',
          detail: 'Répondez à la question 1.',
        },
      ];
      return last.done ? refused(422, { detail: 'Répondez à la question 1.', errors }) : given(interview);
    },
  };
  show(<InterviewPage />);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Envoyer mes réponses' }));
  const first = screen.getByRole('textbox', { name: /Qu’avez-vous fait/ });
  await waitFor(() => expect(document.activeElement).toBe(first));
  expect(first.getAttribute('aria-invalid')).toBe('true');
  await waitFor(() => expect(sent.at(-1)?.body).toMatchObject({ done: false }));
  expect(sent.at(-1)?.body).toMatchObject({ answers: [{ key: 'why', text: 'Trop de sacs.' }] });
  expect(await screen.findByText(/Tout est gardé/)).toBeTruthy();
});

const { title, content, partners, media } = sheetOf({
  content: { sections: { context: '**Chaque** été.' } },
});
const review: ConfirmationReview = {
  kind: 'good_practice',
  member: 'Amicale des pompiers',
  sheet: { title, content, partners, media, keywords: [] },
  state: 'asked',
  revision: 4,
  contact_email: 'club@ried.example',
};

it('shows what is about to be published, and says that it is right of what was read', async () => {
  answers = {
    '/public/practice-confirmations/review': given(review),
    '/public/practice-confirmations/confirm': given({ ...review, state: 'confirmed' }),
  };
  show(<ConfirmPage />);
  const user = userEvent.setup();
  expect(await screen.findByRole('heading', { name: 'Contexte' })).toBeTruthy();
  await user.type(screen.getByRole('textbox', { name: 'Votre nom' }), 'Mireille Kern');
  await user.click(screen.getByRole('button', { name: 'Tout est juste' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Merci, c’est noté' })).toBeTruthy();
  expect(sent.at(-1)?.body).toEqual({ token: 'jeton', revision: 4, name: 'Mireille Kern' });
});

it('reads the sheet anew where it changed meanwhile, and says so', async () => {
  answers = {
    '/public/practice-confirmations/review': given(review),
    '/public/practice-confirmations/confirm': refused(409, { code: 'practice_sheets.changed_meanwhile' }),
  };
  show(<ConfirmPage />);
  const user = userEvent.setup();
  await user.type(await screen.findByRole('textbox', { name: 'Votre nom' }), 'Mireille Kern');
  await user.click(screen.getByRole('button', { name: 'Tout est juste' }));
  expect(await screen.findByText(/La fiche vient de changer/)).toBeTruthy();
  expect(sent.filter(({ path }) => path.endsWith('/review'))).toHaveLength(2);
});

it('says what to do with a link that is spent', async () => {
  answers = {
    '/public/practice-confirmations/review': refused(422, { detail: 'Ce lien n’est plus valable.' }),
  };
  show(<ConfirmPage />);
  expect(await screen.findByText('Ce lien n’est plus valable.')).toBeTruthy();
});
