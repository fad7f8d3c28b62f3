/** What the addresses of events hold: a list that is narrowed, a month, a part of an event can be shared and gone back to. */
import { EVENT_KINDS, type EventKind, type EventQuery } from '@/api';
import { addDays, type Day } from '@/language';

/** Which of them a list shows; those ahead when the address says nothing. */
export const EVENT_LISTS = ['a-clore', 'proposes', 'brouillons', 'passes', 'annules'] as const;
export type EventListName = (typeof EVENT_LISTS)[number];

export interface EventSearch {
  liste?: EventListName;
  genre?: EventKind;
  /** A month on a calendar, as `2027-03`. */
  mois?: string;
}

export function readEventSearch(raw: Record<string, unknown>): EventSearch {
  const liste = EVENT_LISTS.find((name) => name === raw.liste);
  const genre = EVENT_KINDS.find((kind) => kind === raw.genre);
  const mois = typeof raw.mois === 'string' && /^20\d\d-(0[1-9]|1[0-2])$/.test(raw.mois) ? raw.mois : null;
  return {
    // A month shows all that is in it.
    ...(liste && !mois && { liste }),
    ...(genre && { genre }),
    ...(mois && { mois }),
  };
}

type Asked = Omit<EventQuery, 'cursor' | 'limit'>;

const LISTS: Record<EventListName, (today: Day) => Asked> = {
  'a-clore': (today) => ({ state: 'published', to: today, latest_first: true }),
  passes: (today) => ({ to: addDays(today, -1), latest_first: true }),
  proposes: () => ({ state: 'draft', proposed: true }),
  brouillons: () => ({ state: 'draft' }),
  annules: () => ({ state: 'cancelled', latest_first: true }),
};

export const askedOf = ({ liste, genre }: EventSearch, today: Day): Asked => ({
  ...(liste ? LISTS[liste](today) : { from: today }),
  ...(genre && { kind: genre }),
});

/** The parts of an event's page. */
export const EVENT_TABS = ['rendez-vous', 'invitations', 'inscriptions', 'suites'] as const;
export type EventTab = (typeof EVENT_TABS)[number];

export function readEventTab(raw: Record<string, unknown>): { onglet?: EventTab } {
  const onglet = EVENT_TABS.find((name) => name === raw.onglet);
  return onglet && onglet !== 'rendez-vous' ? { onglet } : {};
}
