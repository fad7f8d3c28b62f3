/**
 * A sheet as one writes it, field by field, and what of it is sent. Sections are fields of their own (`sections.context`):
 * two people who write in different ones are in nobody's way. Pure.
 */
import type {
  ContentChanges,
  PlanStep,
  Sheet,
  SheetChanges,
  SheetContent,
  SheetMedia,
  SheetPartner,
  SheetPublic,
} from '@/api';
import { type FigureTable, figuresOf, numberOf, tableOf, typedNumber } from './figures';

export interface Step {
  /** Of the line on the screen. */
  id: string;
  from: string;
  until: string;
  label: string;
}

export interface Draft {
  title: string;
  member: NonNullable<Sheet['member']> | null;
  partners: SheetPartner[];
  summary: string;
  figures: FigureTable;
  planning: Step[];
  means: { fte: string; euros: string };
  keywords: string[];
  topics: string[];
  axes: number[];
  publics: SheetPublic[];
  communes: NonNullable<SheetContent['communes']>;
  contact: { name: string; email: string; phone: string };
  external_url: string;
  [section: `sections.${string}`]: string;
}

export type Field = keyof Draft;
/** What is sent of each field. */
export type Written = Record<Field, unknown>;

const SECTION = 'sections.';
const keyOf = (section: Field) => section.slice(SECTION.length);
export const isSection = (field: string): field is `sections.${string}` => field.startsWith(SECTION);

export function draftOf({ title, member, partners, content }: Sheet): Draft {
  const draft: Draft = {
    title,
    member: member ?? null,
    partners: partners.map(({ member_id, name }) => ({ member_id: member_id ?? null, name })),
    summary: content.summary ?? '',
    figures: tableOf(content.figures ?? []),
    planning: (content.planning ?? []).map(({ from, until, label }, at) => ({
      id: `${at}-${from}`,
      from,
      until: until ?? '',
      label,
    })),
    means: { fte: typedNumber(content.means?.fte), euros: typedNumber(content.means?.euros) },
    keywords: content.keywords ?? [],
    topics: content.topics ?? [],
    axes: content.axes ?? [],
    publics: content.publics ?? [],
    communes: content.communes ?? [],
    contact: {
      name: content.contact?.name ?? '',
      email: content.contact?.email ?? '',
      phone: content.contact?.phone ?? '',
    },
    external_url: content.external_url ?? '',
  };
  for (const [key, text] of Object.entries(content.sections ?? {})) draft[`sections.${key}`] = text;
  return draft;
}

const oneLine = (text: string) => text.split(/\s+/).filter(Boolean).join(' ');

/** As the server keeps it: what is half typed waits, and spaces around are nothing. */
export function writtenOf(draft: Draft): Written {
  const { means, contact } = draft;
  const written: Written = {
    title: oneLine(draft.title),
    member: draft.member?.id ?? null,
    partners: draft.partners.map(({ member_id, name }) =>
      member_id ? { member_id } : { name: oneLine(name) },
    ),
    summary: oneLine(draft.summary),
    figures: figuresOf(draft.figures),
    planning: stepsOf(draft.planning),
    means: { fte: numberOf(means.fte), euros: numberOf(means.euros) },
    keywords: draft.keywords,
    topics: draft.topics,
    axes: [...draft.axes].sort((a, b) => a - b),
    publics: draft.publics,
    communes: draft.communes.map(({ insee_code }) => insee_code),
    contact: { name: contact.name.trim(), email: contact.email.trim(), phone: contact.phone.trim() },
    external_url: draft.external_url.trim() || null,
  };
  for (const field of Object.keys(draft) as Field[])
    if (isSection(field)) written[field] = draft[field]?.trim() ?? '';
  return written;
}

function stepsOf(planning: readonly Step[]): PlanStep[] {
  return planning
    .filter(({ from, label }) => from !== '' && label.trim() !== '')
    .map(({ from, until, label }) => ({ from, until: until || null, label: label.trim() }));
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? '') === JSON.stringify(b ?? '');

/** The fields that say something else. A section that is empty is as one that is not there. */
export function changed(before: Written, after: Written): Field[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<Field>;
  return [...fields].filter((field) => !same(before[field], after[field]));
}

export function changesOf(fields: readonly Field[], written: Written): SheetChanges {
  const changes: SheetChanges = {};
  const content: Record<string, unknown> = {};
  const sections: Record<string, string | null> = {};
  for (const field of fields) {
    const value = written[field];
    if (field === 'title') changes.title = value as string;
    else if (field === 'member') changes.member_id = value as string | null;
    else if (field === 'partners') changes.partners = value as NonNullable<SheetChanges['partners']>;
    else if (isSection(field)) sections[keyOf(field)] = (value as string) || null;
    else content[field] = value;
  }
  if (Object.keys(sections).length > 0) content.sections = sections;
  if (Object.keys(content).length > 0) changes.content = content as ContentChanges;
  return changes;
}

/** What these fields hold. */
export function picked(draft: Draft, fields: readonly Field[]): Partial<Draft> {
  return Object.fromEntries(
    fields.map((field) => [field, draft[field] ?? (isSection(field) ? '' : undefined)]),
  ) as Partial<Draft>;
}

/** The field that a pointer of the server is about: `/content/sections/context` → `sections.context`. */
export function fieldOf(pointer: string, media: readonly SheetMedia[] = []): string {
  const parts = pointer.replace(/^#?\//, '').split('/');
  const [first = '', second = '', third = ''] = parts;
  if (first === 'member_id') return 'member';
  if (first === 'media') return `media.${media[Number(second)]?.id ?? ''}`;
  if (first !== 'content') return first;
  return second === 'sections' ? `sections.${third}` : second;
}

/** Of the element on the page. */
export const idOf = (field: string) => `s-${field.replace(/\./g, '-')}`;
