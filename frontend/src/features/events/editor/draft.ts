/** An event as a form holds it, and what of it is another. */
import type { ClubEvent, EventAudience, EventChanges, EventFile, EventKind, EventQuestion } from '@/api';
import { instantOf, localOf } from '../clock';

/** A line of a list has a key of its own: it stays the same while one types in it. */
export type Line<T> = T & { line: string };

export interface Draft {
  kind: EventKind;
  title: string;
  summary: string;
  description: string;
  /** By the clock of `time_zone`. */
  starts_at: string;
  ends_at: string;
  time_zone: string;
  venue_id: string;
  place: string;
  online_url: string;
  audience: EventAudience;
  capacity: string;
  seats_per_member: string;
  register_until: string;
  questions: Line<{
    key: string;
    label: string;
    kind: EventQuestion['kind'];
    required: boolean;
    choices: string;
  }>[];
  agenda: Line<{ at: string; title: string }>[];
  speakers: Line<{ name: string; role: string }>[];
  cover_file_id: string;
  cover_alt: string;
  topics: string[];
  with_members: { id: string; name: string }[];
  equipment: Line<{ equipment_id: string; quantity: string }>[];
  files: EventFile[];
}

/** The file that is the cover, as its address ends. */
export const coverOf = ({ cover_url: url }: Pick<ClubEvent, 'cover_url'>) => url?.split('/').at(-1) ?? '';

export const lined = <T extends object>(value: T): Line<T> => ({ ...value, line: crypto.randomUUID() });

export function draftOf(event: ClubEvent): Draft {
  const local = (at: string) => localOf(at, event.time_zone);
  const count = (value: number | null | undefined) => (value == null ? '' : String(value));
  return {
    kind: event.kind,
    title: event.title,
    summary: event.summary,
    description: event.description,
    starts_at: local(event.starts_at),
    ends_at: local(event.ends_at),
    time_zone: event.time_zone,
    venue_id: event.venue?.id ?? '',
    place: event.place,
    online_url: event.online_url ?? '',
    audience: event.audience,
    capacity: count(event.capacity),
    seats_per_member: count(event.seats_per_member),
    register_until: event.register_until ? local(event.register_until) : '',
    questions: event.questions.map(({ choices = [], required = false, ...rest }) =>
      lined({ ...rest, required, choices: choices.join('\n') }),
    ),
    agenda: event.agenda.map(({ at = '', title }) => lined({ at, title })),
    speakers: event.speakers.map(({ name, role = '' }) => lined({ name, role })),
    cover_file_id: coverOf(event),
    cover_alt: event.cover_alt,
    topics: event.topics.map(({ id }) => id),
    with_members: event.with_members,
    equipment: event.equipment.map(({ equipment_id, quantity }) =>
      lined({ equipment_id, quantity: String(quantity) }),
    ),
    files: event.files,
  };
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** What a question is kept under: made of its words once, then the same for ever. */
export function keyOf(label: string, taken: readonly string[]): string {
  const plain =
    label
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '')
      .slice(0, 36) || 'question';
  for (let number = 1; ; number++) {
    const key = number === 1 ? plain : `${plain}_${number}`;
    if (!taken.includes(key)) return key;
  }
}

function questionsOf(questions: Draft['questions']): EventQuestion[] {
  const taken = questions.map(({ key }) => key).filter(Boolean);
  return questions.map(({ key: known, label, kind, required, choices }) => {
    const key = known || keyOf(label, taken);
    if (!known) taken.push(key);
    return { key, label: label.trim(), kind, required, choices: kind === 'choice' ? linesOf(choices) : [] };
  });
}

function wireOf(draft: Draft): EventChanges {
  const instant = (local: string) => instantOf(local, draft.time_zone) || null;
  const count = (text: string) => (text.trim() === '' ? null : Number(text));
  return {
    kind: draft.kind,
    title: draft.title.trim(),
    summary: draft.summary.trim(),
    description: draft.description.trim(),
    starts_at: instant(draft.starts_at),
    ends_at: instant(draft.ends_at),
    time_zone: draft.time_zone,
    venue_id: draft.venue_id || null,
    place: draft.place.trim(),
    online_url: draft.online_url.trim() || null,
    audience: draft.audience,
    capacity: count(draft.capacity),
    seats_per_member: count(draft.seats_per_member),
    register_until: draft.register_until ? instant(draft.register_until) : null,
    questions: questionsOf(draft.questions),
    agenda: draft.agenda.map(({ at, title }) => ({ at, title: title.trim() })),
    speakers: draft.speakers.map(({ name, role }) => ({ name: name.trim(), role: role.trim() })),
    cover_file_id: draft.cover_file_id || null,
    cover_alt: draft.cover_alt.trim(),
    topics: draft.topics,
    with_members: draft.with_members.map(({ id }) => id),
    equipment: draft.equipment
      .filter(({ equipment_id }) => equipment_id !== '')
      .map(({ equipment_id, quantity }) => ({ equipment_id, quantity: Number(quantity) })),
    files: draft.files,
  };
}

/** Only what is another is sent: the rest may have been changed meanwhile. */
export function changesOf(before: Draft, after: Draft): EventChanges {
  const [was, is] = [wireOf(before), wireOf(after)];
  const changed = Object.entries(is).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(was[name as keyof EventChanges]),
  );
  return Object.fromEntries(changed);
}

/** What those who come are told of. */
export const TOLD = ['title', 'starts_at', 'ends_at', 'venue_id', 'place', 'online_url'] as const;
export const isTold = (changes: EventChanges) => TOLD.some((name) => name in changes);
