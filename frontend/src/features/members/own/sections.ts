/** The record in parts that one edits one at a time. */
import type { MemberPage, ProfileChanges, ProfileField } from '@/api';
import type { CustomName } from '../fields';
import { changesOf, type MemberValues } from '../MemberFields';

export type SectionName = 'identity' | 'reach' | 'place' | 'numbers' | 'club';

/** A field that every club has. */
export type PlainField = Exclude<keyof MemberValues, CustomName>;

export const SECTIONS: Record<Exclude<SectionName, 'club'>, PlainField[]> = {
  identity: ['name', 'kind', 'size', 'legal_name', 'description', 'topics'],
  reach: ['phone', 'email', 'website'],
  place: ['street', 'postal_code', 'commune'],
  numbers: ['siret', 'siren', 'rna', 'amalia', 'insee_code'],
};

/** The fields of a section that this member has. */
export function fieldsOf(section: Exclude<SectionName, 'club'>, member: MemberPage): PlainField[] {
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
  const isMine = (field: string) => {
    const treatment = rules.get(field)?.treatment;
    return treatment === 'applies' || treatment === 'waits';
  };
  const only = (fields: object, under = '') =>
    Object.fromEntries(Object.entries(fields).filter(([field]) => isMine(under + field)));
  const { custom, ...plain } = changesOf(before, after);
  return { ...only(plain), ...(custom && { custom: only(custom, 'custom.') }) } as ProfileChanges;
}
