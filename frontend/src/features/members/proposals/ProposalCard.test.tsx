import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { Proposal, ProposedField } from '@/api';
import { ProposalCard } from './ProposalCard';

afterEach(cleanup);

const field = (name: string, after: string): ProposedField => ({
  field: name,
  before: null,
  after,
  now: null,
  stale: false,
  verdict: 'waiting',
});
const proposal: Proposal = {
  id: '1',
  member: { id: '2', name: 'Repair Café' },
  about: 'new_contact',
  by: 'campaign_link',
  created_at: '2026-11-23T09:00:00Z',
  state: 'waiting',
  late: false,
  fields: [field('given_name', 'Paul'), field('family_name', 'Weiss')],
  revision: 3,
  abilities: {},
};

async function show(shown: Proposal) {
  const nothing = () => {};
  const routeTree = createRootRoute({
    component: () => (
      <ProposalCard
        proposal={shown}
        current={false}
        reason={null}
        onFocus={nothing}
        onAccept={nothing}
        onRefuse={nothing}
      />
    ),
  });
  const router = createRouter({ routeTree, history: createMemoryHistory() });
  render(<RouterProvider router={router as never} />);
  await screen.findByText(shown.fields.map(({ after }) => String(after))[0] ?? '');
}

it('shows of somebody new only what is asked for', async () => {
  await show(proposal);
  expect(screen.getByText('Weiss')).toBeTruthy();
  expect(screen.queryByText('Aujourd’hui')).toBeNull();
});

it('shows of a record what there is beside what is asked for', async () => {
  await show({ ...proposal, about: 'record', fields: [field('name', 'Les Vieux Rabots')] });
  expect(screen.getByText('Aujourd’hui')).toBeTruthy();
  expect(screen.getByText('Demandé')).toBeTruthy();
});
