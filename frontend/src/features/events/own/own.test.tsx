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
import { type Account, api, type ClubEvent } from '@/api';
import { Closing } from '../closing/Closing';
import { eventOf, registrationOf } from '../events.fixture';
import { OwnEventPage } from './OwnEventPage';
import { OwnEvents } from './OwnEvents';

configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 40_000 });

const account = {
  id: 'a1',
  given_name: 'Odile',
  family_name: 'Kern',
  email: 'odile@vieux-rabots.example',
  organisations: [{ member_id: 'm1', name: 'Les Vieux Rabots' }],
} as Account;
const given = (data: unknown) => ({ data, response: new Response() });

let event: ClubEvent;
let sent: { path: string; body?: unknown }[];

beforeAll(async () => {
  await Promise.all([import('./ProposeDialog'), import('../registrations/ReplaceDialog')]);
}, 60_000);
beforeEach(() => {
  window.scrollTo = () => undefined;
  sent = [];
  event = eventOf({ abilities: { register: { allowed: true }, close: { allowed: true } } });
  const { id, kind, title, state, starts_at, ends_at, time_zone, place } = event;
  const short = { id, kind, title, state, starts_at, ends_at, time_zone, place };
  vi.spyOn(api, 'GET').mockImplementation((async (path: string) => {
    if (path === '/events/{id}') return given(event);
    if (path === '/me/registrations')
      return given({ items: [{ registration: registrationOf(), event: short, open: true }] });
    if (path === '/me/events')
      return given({
        items: [
          {
            event: { ...event, online: false },
            shared_topics: [{ id: 't1', name: 'Compost' }],
            distance_km: 4,
            registered: true,
          },
        ],
      });
    if (path === '/me/calendar') return given({ since: null });
    return given({ items: [] });
  }) as never);
  vi.spyOn(api, 'POST').mockImplementation((async (path: string, { body }: { body?: unknown } = {}) => {
    sent.push({ path, body });
    if (path === '/me/calendar')
      return given({ webcal_url: 'webcal://club.example/c/1', https_url: 'https://club.example/c/1' });
    if (path === '/events/{id}/registrations') return given({ items: [registrationOf()] });
    return given(event);
  }) as never);
});
afterEach(cleanup);

function open(page: () => ReactNode) {
  const root = createRootRoute();
  const paths = ['/', '/mon-espace/$memberId', '/mon-espace/rendez-vous/$eventId', '/membres/$memberId'];
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

it('shows who of us comes, what is ahead and near, and tells the address of a calendar once', async () => {
  open(() => <OwnEvents memberId="m1" />);
  const user = userEvent.setup();
  expect(await screen.findByText('Odile Kern')).toBeTruthy();
  expect(await screen.findByText(/à 4 km de chez vous/)).toBeTruthy();
  expect(screen.getByText('Compost')).toBeTruthy();
  await user.click(await screen.findByRole('button', { name: 'Créer l’adresse d’abonnement' }));
  const way = await screen.findByRole('link', { name: 'Ouvrir dans mon agenda' });
  expect(way.getAttribute('href')).toBe('webcal://club.example/c/1');
});

it('registers oneself, filled in already, for one’s organisation', async () => {
  open(() => <OwnEventPage id="e1" account={account} member={undefined} onMember={() => undefined} />);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'S’inscrire' }));
  await waitFor(() =>
    expect(sent).toEqual([
      {
        path: '/events/{id}/registrations',
        body: {
          member_id: 'm1',
          people: [
            {
              given_name: 'Odile',
              family_name: 'Kern',
              email: 'odile@vieux-rabots.example',
              answers: {},
            },
          ],
        },
      },
    ]),
  );
});

it('asks a colleague who comes instead what the event asks, anew', async () => {
  event = { ...event, questions: [{ key: 'repas', label: 'Un régime ?', kind: 'text' }] };
  open(() => <OwnEvents memberId="m1" />);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Remplacer Odile Kern par un collègue' }));
  const dialog = await screen.findByRole('dialog', { hidden: true });
  const box = (name: RegExp) => within(dialog).findByRole('textbox', { name, hidden: true });
  await user.type(await box(/^Nom/), 'Weiss');
  await user.type(await box(/^Un régime/), 'Végétarien');
  await user.click(within(dialog).getByRole('button', { name: 'Changer', hidden: true }));
  await waitFor(() =>
    expect(sent).toEqual([
      {
        path: '/registrations/{id}/replace',
        body: { given_name: '', family_name: 'Weiss', email: null, answers: { repas: 'Végétarien' } },
      },
    ]),
  );
});

it('closes an event that has begun with its minutes, and writes to those who were registered', async () => {
  const begun = new Date(Date.now() - 3_600_000).toISOString();
  event = { ...event, starts_at: begun, ends_at: new Date().toISOString() };
  open(() => <Closing event={event} />);
  const user = userEvent.setup();
  await user.type(await screen.findByRole('textbox', { name: 'Compte rendu' }), 'Trois lampes réparées.');
  await user.click(screen.getByRole('button', { name: 'Clore le rendez-vous' }));
  await waitFor(() =>
    expect(sent).toEqual([
      {
        path: '/events/{id}/close',
        body: {
          minutes: 'Trois lampes réparées.',
          minutes_public: false,
          members_public: false,
          head_count: null,
          photos: [],
          write: true,
        },
      },
    ]),
  );
});

it('lets a member propose an event', async () => {
  open(() => <OwnEvents memberId="m1" />);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Proposer un rendez-vous' }));
  const dialog = await screen.findByRole('dialog', { hidden: true });
  await user.type(within(dialog).getByRole('textbox', { name: /^Titre/, hidden: true }), 'Notre atelier');
  await user.click(within(dialog).getByRole('button', { name: 'Envoyer la proposition', hidden: true }));
  await waitFor(() =>
    expect(sent[0]).toMatchObject({
      path: '/me/event-proposals',
      body: { member_id: 'm1', kind: 'visit', title: 'Notre atelier' },
    }),
  );
});
