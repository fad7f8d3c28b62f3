import { expect, it } from 'vitest';
import type { Club } from '@/api';
import { changesOf } from './clubForm';

const club = {
  name: 'Le Maillon vert',
  tagline: '',
  colours: { brand: '#0F5C43', spark: '#F3B73B' },
  cadence_months: 3,
  soon_days: 30,
  newsletter_counts: true,
  weekly_hours: 7,
  targets: { newsletters: 4, practice_sheets: 20, meetings: 2 },
  time_zone: 'Europe/Paris',
  address: '',
  contact_name: '',
  contact_email: '',
  contact_phone: '',
  privacy_contact: '',
  legal_notice: '',
  join_open: true,
  join_words: '',
  charter_words: '',
  look_ups: true,
} as unknown as Club;
const values = {
  name: 'Le Maillon vert',
  tagline: '',
  brand: '#0F5C43',
  spark: '#F3B73B',
  cadence_months: '3',
  soon_days: '30',
  newsletter_counts: true,
  weekly_hours: '7',
  newsletters: '4',
  practice_sheets: '20',
  meetings: '2',
  time_zone: 'Europe/Paris',
  address: '',
  contact_name: '',
  contact_email: '',
  contact_phone: '',
  privacy_contact: '',
  legal_notice: '',
  join_open: true,
  join_words: '',
  charter_words: '',
  look_ups: true,
};

it('sends only what was changed, so that a page that shows a part leaves the rest alone', () => {
  expect(changesOf(club, values)).toEqual({});
  expect(
    changesOf(club, { ...values, name: 'Maille', cadence_months: '4', meetings: '3', spark: '#FFCC00' }),
  ).toEqual({ name: 'Maille', cadence_months: 4, targets: { meetings: 3 }, colours: { spark: '#FFCC00' } });
  expect(changesOf(club, { ...values, newsletter_counts: false })).toEqual({ newsletter_counts: false });
});
