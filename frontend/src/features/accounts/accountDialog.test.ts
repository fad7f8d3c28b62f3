import { expect, it } from 'vitest';
import { seatsOf } from './AccountDialog';

it('keeps the role of an organisation that stays, and lets a new one be managed', () => {
  const before = [
    { id: 'a', name: 'Barr', role: 'contributor' as const },
    { id: 'b', name: 'Villé', role: 'manager' as const },
  ];
  const chosen = [
    { id: 'a', name: 'Barr' },
    { id: 'c', name: 'Albé' },
  ];
  expect(seatsOf(chosen, before)).toEqual([
    { id: 'a', name: 'Barr', role: 'contributor' },
    { id: 'c', name: 'Albé', role: 'manager' },
  ]);
});
