import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { MemberPage } from '@/api';
import { Membership } from './Membership';

afterEach(cleanup);

const member = (charter_answer: boolean | null) =>
  ({ status_history: [], abilities: {}, charter_answer }) as unknown as MemberPage;

it('tells the team what an imported file says of the charter, and nothing where it said nothing', () => {
  const { rerender } = render(<Membership member={member(false)} reason={null} />);
  expect(screen.getByText('Non, d’après un fichier importé')).toBeTruthy();
  rerender(<Membership member={member(null)} reason={null} />);
  expect(screen.queryByText('Charte signée')).toBeNull();
  rerender(<Membership member={member(true)} reason={undefined} />);
  expect(screen.queryByText('Charte signée')).toBeNull();
});
