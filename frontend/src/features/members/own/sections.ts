/** The record in parts that one edits one at a time. */
import type { MemberPage, ProfileChanges, ProfileField } from '@/api';
import { changesOf, type MemberValues } from '../MemberFields';

export type SectionName = 'identity' | 'reach' | 'place' | 'numbers' | 'club';

export const SECTIONS: Record<Exclude<SectionName, 'club'>, (keyof MemberValues)[]> = {
  identity: ['name', 'kind', 'size', 'legal_name', 'description', 'topics'],
  reach: ['phone', 'email', 'website'],
  place: ['street', 'postal_code', 'commune'],
  numbers: ['siret', 'siren', 'rna', 'amalia', 'insee_code'],
};

/** The fields of a section that this member has. */
export function fieldsOf(section: Exclude<SectionName, 'club'>, member: MemberPage): (keyof MemberValues)[] {
  return SECTIONS[section].filter((field) => {
    if (field === 'size') return member.kind === 'company';
    if (field === 'insee_code') return member.kind === 'commune';
    return !(member.kind === 'commune' && (field === 'rna' || field === 'amalia'));
  });
}

export type Rules = Map<string, ProfileField>;

export const rulesOf = (fields: readonly ProfileField[]): Rules =>
  new Map(fields.map((field) => [field.field, field]));

/** What differs, of the fields that a member may touch. */
export function ownChanges(before: MemberValues, after: MemberValues, rules: Rules): ProfileChanges {
  const mine = Object.entries(changesOf(before, after)).filter(([field]) => {
    const treatment = rules.get(field)?.treatment;
    return treatment === 'applies' || treatment === 'waits';
  });
  return Object.fromEntries(mine) as ProfileChanges;
}
