import { expect, it } from 'vitest';
import type { RecordFacts } from '@/api';
import { fixesOf, fixValues } from './fixes';

const record: RecordFacts = {
  name: 'Repair Café',
  phone: '+33353010018',
  email: 'contact@repair.example',
  street: null,
  people: [],
  fixable: ['name', 'phone', 'email'],
  waits: ['name'],
};

it('sends what was changed alone, and what was emptied as nothing', () => {
  const before = fixValues(record);
  expect(fixesOf(before, { ...before })).toEqual({});
  expect(fixesOf(before, { ...before, name: 'Repair Café ' })).toEqual({});
  expect(fixesOf(before, { ...before, phone: '03 53 01 00 19', email: '' })).toEqual({
    phone: '03 53 01 00 19',
    email: null,
  });
});

it('shows a phone as one dials it', () => {
  expect(fixValues(record).phone.replace(/\s/g, ' ')).toBe('03 53 01 00 18');
});
