import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { RecordReview } from '@/api';
import { fixValues } from './fixes';
import { Thanks } from './Thanks';

afterEach(cleanup);

const review: RecordReview = {
  record: { name: 'Repair Café', people: [], fixable: [], waits: [] },
  holder: { given_name: 'Odile', family_name: 'Kern', fixable: [], waits: [] },
  answer: 'corrected',
  applied: ['phone', 'holder.mobile'],
  waits: ['name'],
  contact_email: '',
};

it('names what applies at once, and what waits with what was asked for', () => {
  const typed = { ...fixValues(review), name: 'Les Vieux Rabots' };
  render(<Thanks review={review} club="Le club" typed={typed} onMore={() => {}} />);
  const told = (screen.getByRole('status').textContent ?? '').replace(/\s/g, ' ');
  expect(told).toContain('Appliqué : téléphone, votre mobile.');
  expect(told).toContain('En attente de l’équipe : nom de l’organisation « Les Vieux Rabots ».');
});

it('says nothing of corrections where there was none', () => {
  render(
    <Thanks
      review={{ ...review, answer: 'right', applied: [], waits: [] }}
      club=""
      typed={null}
      onMore={() => {}}
    />,
  );
  expect(screen.getByRole('status').textContent).not.toMatch(/Appliqué|attente/);
});
