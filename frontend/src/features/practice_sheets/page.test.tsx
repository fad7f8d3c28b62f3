import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { api, type Sheet, type SheetChanges } from '@/api';
import { sheetOf } from './editor/sheets.fixture';
import { SheetPage } from './SheetPage';

const allowed = { allowed: true };
const abilities = Object.fromEntries(
  ['edit', 'submit', 'take_up', 'publish', 'comment', 'discard', 'interview', 'ask_confirmation'].map(
    (verb) => [verb, allowed],
  ),
);
const SECTIONS = {
  good_practice: [
    { key: 'context', label: 'Contexte', group: '', guidance: 'Où et quand.', words: 3 },
    {
      key: 'results_quantitative',
      label: 'Résultats quantitatifs',
      group: 'Résultats',
      guidance: '',
      words: 60,
    },
    { key: 'planning', label: 'Planning', group: 'Mise en œuvre', guidance: '', words: 40 },
    { key: 'partners', label: 'Partenaires mobilisés', group: 'Mise en œuvre', guidance: '', words: 40 },
  ],
  advice: [],
};
const LACK = {
  pointer: '/content/sections/context',
  code: 'practice_sheets.section_missing',
  detail: 'Écrivez la rubrique « Contexte ».',
};

let sheet: Sheet;
let sent: object[];
const given = (data: unknown) => ({ data, response: new Response() });

// Parts that are fetched when they are shown are at hand.
beforeAll(async () => {
  await Promise.all([import('./editor/Editor'), import('./way/Tracking')]);
}, 60_000);

beforeEach(() => {
  window.scrollTo = () => undefined;
  sent = [];
  sheet = sheetOf({ abilities, missing: [LACK], media: [{ id: 'p1', alt: '' }] });
  // jsdom writes nothing of itself into a text.
  document.execCommand = (_: string, __?: boolean, text = '') => {
    const field = document.activeElement as HTMLTextAreaElement;
    field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
    return true;
  };
  Element.prototype.scrollIntoView = () => undefined;
  vi.spyOn(api, 'GET').mockImplementation((async (path: string) => {
    if (path === '/practice-sheets/sections') return given(SECTIONS);
    if (path === '/practice-sheets/{id}') return given(sheet);
    if (path === '/practice-sheets/{id}/comments')
      return given({
        items: [
          {
            id: 'c1',
            section: 'context',
            text: 'Depuis quelle année ?',
            by: 'Claire Muller',
            written_at: '2026-11-23T09:00:00Z',
          },
        ],
      });
    return given({ items: [] });
  }) as never);
  vi.spyOn(api, 'PATCH').mockImplementation((async (_: string, { body }: { body: SheetChanges }) => {
    sent.push(body);
    const sections = { ...sheet.content.sections, ...body.content?.sections };
    const content = { ...sheet.content, ...body.content, sections } as Sheet['content'];
    sheet = { ...sheet, content, revision: sheet.revision + 1 };
    return given(sheet);
  }) as never);
});
afterEach(cleanup);

function open(place: 'desk' | 'own', tab: 'fiche' | 'suivi' = 'fiche') {
  const root = createRootRoute();
  const page = () => (
    <SheetPage
      id="s1"
      tab={tab}
      target={undefined}
      place={place}
      onPlace={() => undefined}
      onGone={() => undefined}
    />
  );
  const paths = [
    '/',
    '/redaction',
    '/redaction/$sheetId',
    '/mon-espace/$memberId',
    '/mon-espace/fiches/$sheetId',
  ];
  const routes = paths.map((path) => createRoute({ getParentRoute: () => root, path, component: page }));
  const router = createRouter({
    routeTree: root.addChildren(routes),
    history: createMemoryHistory({ initialEntries: ['/'] }),
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
}

it('is written section by section, counts the words, and keeps itself', async () => {
  open('desk');
  const user = userEvent.setup();
  const context = await screen.findByRole('textbox', { name: 'Contexte' });
  await user.type(context, 'Chaque été la fête');
  expect(await screen.findByText(/4 mots, pour 3 environ · 1 mot de trop/)).toBeTruthy();
  await waitFor(() => expect(sent).toEqual([{ content: { sections: { context: 'Chaque été la fête' } } }]), {
    timeout: 4_000,
  });
  expect(await screen.findByText('Tout est enregistré')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Annuler' }));
  expect((context as HTMLTextAreaElement).value).toBe('');
}, 20_000);

it('puts marks into a text by its buttons and by Enter in a list', async () => {
  open('desk');
  const user = userEvent.setup();
  const context = (await screen.findByRole('textbox', { name: 'Contexte' })) as HTMLTextAreaElement;
  await user.type(context, 'Trier');
  await user.click(
    within(screen.getByRole('toolbar', { name: /Mise en forme\s: Contexte/ })).getByRole('button', {
      name: 'Liste',
    }),
  );
  expect(context.value).toBe('- Trier');
  await user.type(context, '{Enter}Laver');
  expect(context.value).toBe('- Trier\n- Laver');
});

it('takes figures by year and steps by month', async () => {
  open('desk');
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Ajouter une ligne' }));
  await user.type(screen.getByRole('textbox', { name: 'Indicateur 1' }), 'Gobelets');
  const year = new Date().getFullYear();
  await user.type(screen.getByRole('textbox', { name: `Gobelets, ${year}` }), '1 200');
  await user.click(screen.getByRole('button', { name: 'Ajouter une étape' }));
  await user.type(screen.getByRole('textbox', { name: 'Étape' }), 'Achats');
  await waitFor(
    () =>
      expect(sent.at(-1)).toMatchObject({
        content: { figures: [{ label: 'Gobelets', values: [{ year, value: 1200 }] }] },
      }),
    { timeout: 4_000 },
  );
}, 20_000);

it('leads from what is missing to its field, and shows what was said of a section', async () => {
  open('desk');
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: /Aller au champ\s: Écrivez la rubrique/ }));
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Contexte' }));
  expect(await screen.findByText('Depuis quelle année ?')).toBeTruthy();
});

it('is read and commented, not written, by a member that has handed it in', async () => {
  sheet = {
    ...sheet,
    state: 'submitted',
    abilities: {
      ...abilities,
      edit: { allowed: false, reason: 'Cette fiche est entre les mains de l’équipe.' },
    },
  };
  open('own');
  const context = (await screen.findByRole('textbox', { name: 'Contexte' })) as HTMLTextAreaElement;
  expect(context.readOnly).toBe(true);
  expect(screen.getByText(/entre les mains de l’équipe/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Publier' })).toBeNull();
  expect(screen.getByRole('button', { name: /Commenter\s: Contexte/ })).toBeTruthy();
});

it('lists what is missing when it is published too early', async () => {
  sheet = { ...sheet, state: 'in_review' };
  vi.spyOn(api, 'POST').mockImplementation((async () => ({
    error: { errors: [LACK] },
    response: new Response(null, { status: 422 }),
  })) as never);
  open('desk');
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Publier' }));
  const dialog = screen.getByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Publier' }));
  expect(await within(dialog).findByText('Il manque encore ceci pour la publier')).toBeTruthy();
  expect(within(dialog).getByRole('button', { name: /Aller au champ/ })).toBeTruthy();
});

it('tells on its other part what the member said, and that nothing is published yet', async () => {
  sheet = {
    ...sheet,
    state: 'in_review',
    confirmation: {
      state: 'corrections',
      asked_at: '2026-11-23T09:00:00Z',
      answered_at: '2026-11-24T09:00:00Z',
      way: 'link',
      name: 'Mireille Kern',
      words: 'Nous étions 80 bénévoles.',
      outdated: false,
    },
  };
  open('desk', 'suivi');
  expect(await screen.findByText('Nous étions 80 bénévoles.')).toBeTruthy();
  expect(await screen.findByText('Pas encore publiée.')).toBeTruthy();
});
