import { expect, it } from 'vitest';
import type { RecordReview } from '@/api';
import { fixableOf, fixesOf, fixValues, waitsIn } from './fixes';

const review: Pick<RecordReview, 'record' | 'holder'> = {
  record: {
    name: 'Repair Café',
    phone: '+33353010018',
    email: 'contact@repair.example',
    street: null,
    people: [],
    fixable: ['name', 'phone', 'email'],
    waits: ['name'],
  },
  holder: {
    given_name: 'Odile',
    family_name: 'Kern',
    mobile: '+33612345678',
    fixable: ['function', 'phone', 'mobile'],
    waits: [],
  },
};

it('sends what was changed alone, and what was emptied as nothing', () => {
  const before = fixValues(review);
  expect(fixesOf(before, { ...before })).toEqual({ record: {} });
  expect(fixesOf(before, { ...before, name: 'Repair Café ' })).toEqual({ record: {} });
  expect(fixesOf(before, { ...before, phone: '03 53 01 00 19', email: '' })).toEqual({
    record: { phone: '03 53 01 00 19', email: null },
  });
});

it('keeps what is of the person apart from what is of the organisation', () => {
  const before = fixValues(review);
  expect(fixesOf(before, { ...before, 'holder.phone': '03 53 01 00 77', 'holder.mobile': '' })).toEqual({
    record: {},
    holder: { phone: '03 53 01 00 77', mobile: null },
  });
});

it('offers what may be corrected, and tells what of it waits', () => {
  expect(fixableOf(review)).toEqual([
    'name',
    'phone',
    'email',
    'holder.function',
    'holder.phone',
    'holder.mobile',
  ]);
  expect(fixableOf({ record: review.record })).toEqual(['name', 'phone', 'email']);
  expect(waitsIn(review, 'name')).toBe(true);
  expect(waitsIn(review, 'holder.phone')).toBe(false);
});

it('shows a phone as one dials it', () => {
  const shown = fixValues(review);
  expect(shown.phone.replace(/\s/g, ' ')).toBe('03 53 01 00 18');
  expect(shown['holder.mobile'].replace(/\s/g, ' ')).toBe('06 12 34 56 78');
});
