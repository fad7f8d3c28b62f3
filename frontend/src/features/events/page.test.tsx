import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { api, type ClubEvent, type EventLink, type Registration } from '@/api';
import { DoorPage } from './door/DoorPage';
import { EventPage } from './EventPage';
import { EventsPage } from './EventsPage';
import { eventOf, registrationOf } from './events.fixture';
import { AnswerPage } from './links/AnswerPage';
import { SurveyPage } from './links/SurveyPage';
import type { EventSearch, EventTab } from './search';

// The page of an event is a long form: a busy machine takes its time to look through it.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 40_000 });

const VERBS = ['edit', 'publish', 'discard', 'cancel', 'invite', 'register', 'tick', 'close'];
const allowed = Object.fromEntries(VERBS.map((verb) => [verb, { allowed: true }]));
const given = (data: unknown, status = 200) => ({ data, response: new Response(null, { status }) });

let event: ClubEvent;
let registrations: Registration[];
let link: EventLink;
let sent: { path: string; body?: unknown }[];

// Parts that are fetched when they are shown are at hand.
beforeAll(async () => {
  await Promise.all([
    import('./editor/Editor'),
    import('./invitations/Invitations'),
    import('./invitations/InviteDialog'),
    import('./registrations/Registrations'),
    import('./closing/Closing'),
    import('./door/WalkInDialog'),
  ]);
}, 60_000);

beforeEach(() => {
  window.scrollTo = () => undefined;
  localStorage.clear();
  sent = [];
  event = eventOf({
    abilities: allowed,
    questions: [{ key: 'repas', label: 'Mangez-vous ?', kind: 'yes_no' }],
  });
  registrations = [
    registrationOf(),
    registrationOf({ id: 'r2', given_name: 'Paul', family_name: 'Weiss', state: 'waiting', rank: 1 }),
  ];
  link = {
    event: {
      id: 'e1',
      kind: 'thematic_meeting',
      title: event.title,
      state: 'published',
      starts_at: event.starts_at,
      ends_at: event.ends_at,
      time_zone: 'Europe/Paris',
      place: 'Salle des Tanneurs',
    },
    summary: '',
    questions: event.questions,
    open: true,
    organisation: 'Les Vieux Rabots',
    people: [],
    survey: false,
    contact_email: 'club@exemple.example',
  };
  vi.spyOn(api, 'GET').mockImplementation((async (path: string) => {
    if (path === '/events/{id}') return given(event);
    if (path === '/events') return given({ items: [event] });
    if (path === '/events/years')
      return given({
        items: [{ year: 2027, held: 4, thematic_meetings: 2, target: 3, people: 60, members: 31 }],
      });
    if (path === '/events/{id}/registrations') return given({ items: registrations });
    if (path === '/events/{id}/attendance')
      return given({ registered: 1, attended: 0, members_present: 0, items: registrations });
    if (path === '/members') return given({ items: [{ id: 'm1', name: 'Les Vieux Rabots' }], total: 12 });
    return given({ items: [] });
  }) as never);
  vi.spyOn(api, 'POST').mockImplementation((async (path: string, { body }: { body?: unknown } = {}) => {
    sent.push({ path, body });
    if (path === '/public/event-links/review') return given(link);
    if (path === '/public/event-links/answer')
      return given({
        ...link,
        answer: 'yes',
        people: [{ given_name: 'Odile', family_name: 'Kern', state: 'registered' }],
      });
    if (path === '/events/{id}/attendance')
      return given({
        registered: 1,
        attended: 1,
        members_present: 1,
        items: registrations.map((one) => ({ ...one, attended_at: one.id === 'r1' ? one.asked_at : null })),
      });
    if (path === '/events/{id}/invitations') return given({ invited: 11, unreachable: 1 });
    return given(event);
  }) as never);
  vi.spyOn(api, 'PATCH').mockImplementation((async (path: string, { body }: { body?: object }) => {
    sent.push({ path, body });
    event = { ...event, ...(body as Partial<ClubEvent>), revision: event.revision + 1 };
    return given(event);
  }) as never);
});
afterEach(cleanup);

function open(page: () => ReactNode) {
  const root = createRootRoute();
  const paths = [
    '/',
    '/programme',
    '/programme/$eventId',
    '/programme/$eventId/accueil',
    '/membres/$memberId',
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
const openTab = (tab: EventTab) => open(() => <EventPage id="e1" tab={tab} onGone={() => undefined} />);

it('lists events with the year against the target, as a list and as a month', async () => {
  let search: EventSearch = {};
  const onSearch = vi.fn((next: EventSearch) => {
    search = next;
  });
  open(() => <EventsPage search={search} onSearch={onSearch} reason={null} />);
  expect(await screen.findByRole('link', { name: event.title })).toBeTruthy();
  expect(screen.getByText('réunions thématiques, pour un objectif de 3')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Mois' }));
  expect(onSearch).toHaveBeenCalledWith({ mois: expect.stringMatching(/^\d{4}-\d\d$/) });
  cleanup();
  open(() => <EventsPage search={{ mois: '2027-03' }} onSearch={onSearch} reason={null} />);
  const table = await screen.findByRole('table', { name: 'mars 2027' });
  expect(within(table).getByRole('link', { name: /18.h.30 Le compostage partagé/ })).toBeTruthy();
});

it('saves what was changed alone, and says who will be told of it', async () => {
  openTab('rendez-vous');
  const user = userEvent.setup();
  const title = await screen.findByRole('textbox', { name: /^Titre/ });
  await user.type(title, ' en ville');
  expect(screen.getByText(/seront prévenues/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Ajouter un point' }));
  await user.type(screen.getByRole('textbox', { name: /^Point/ }), 'Accueil');
  await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
  await waitFor(() =>
    expect(sent).toEqual([
      {
        path: '/events/{id}',
        body: { title: 'Le compostage partagé en ville', agenda: [{ at: '', title: 'Accueil' }] },
      },
    ]),
  );
  expect(await screen.findByText('Tout est enregistré.')).toBeTruthy();
});

it('shows who gets an invitation before anything leaves', async () => {
  openTab('invitations');
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Inviter' }));
  const dialog = await screen.findByRole('dialog', { hidden: true });
  expect(await within(dialog).findByText('12 membres recevront l’invitation.')).toBeTruthy();
  expect(sent).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Envoyer les invitations', hidden: true }));
  await waitFor(() =>
    expect(sent).toEqual([
      {
        path: '/events/{id}/invitations',
        body: { filter: { field: 'status', op: 'eq', value: 'active' }, words: '' },
      },
    ]),
  );
});

it('tells who has a seat and who waits at which place', async () => {
  openTab('inscriptions');
  expect(await screen.findByText('Odile Kern')).toBeTruthy();
  expect(screen.getByText(/en attente, n°/)).toBeTruthy();
});

it('ticks at the door in one press', async () => {
  open(() => <DoorPage id="e1" />);
  const user = userEvent.setup();
  const line = await screen.findByRole('button', { name: /Kern Odile/ });
  expect(line.getAttribute('aria-pressed')).toBe('false');
  await user.click(line);
  await waitFor(() =>
    expect(screen.getByRole('button', { name: /Kern Odile/ }).getAttribute('aria-pressed')).toBe('true'),
  );
  await waitFor(() =>
    expect(sent[0]).toMatchObject({
      path: '/events/{id}/attendance',
      body: { ticks: [{ registration_id: 'r1', attended: true }] },
    }),
  );
  expect(await screen.findByText('Tout est enregistré')).toBeTruthy();
});

it('answers an invitation for several people, and does nothing on a look', async () => {
  window.location.hash = '#abc';
  open(() => <AnswerPage />);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Oui, je viens' }));
  expect(sent.map(({ path }) => path)).toEqual(['/public/event-links/review']);
  await user.type(screen.getByRole('textbox', { name: /^Nom/ }), 'Kern');
  await user.click(screen.getByRole('radio', { name: 'Oui' }));
  await user.click(screen.getByRole('button', { name: 'Confirmer' }));
  expect(await screen.findByRole('heading', { name: 'Merci, c’est noté' })).toBeTruthy();
  expect(sent.at(-1)?.body).toMatchObject({
    token: 'abc',
    answer: 'yes',
    people: [{ family_name: 'Kern', email: null, answers: { repas: 'yes' } }],
  });
  window.location.hash = '';
});

it('wants both answers of the survey before it sends them', async () => {
  link = { ...link, survey: true };
  window.location.hash = '#abc';
  open(() => <SurveyPage />);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Envoyer' }));
  expect(sent).toHaveLength(1);
  await user.click(screen.getByRole('radio', { name: '4' }));
  await user.click(screen.getByRole('radio', { name: 'Oui' }));
  await user.click(screen.getByRole('button', { name: 'Envoyer' }));
  expect(await screen.findByRole('heading', { name: 'Merci de votre avis' })).toBeTruthy();
  expect(sent.at(-1)?.body).toEqual({ token: 'abc', useful: 4, again: true, words: '' });
  window.location.hash = '';
});
