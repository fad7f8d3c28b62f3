/** Values of the club's own fields: as a form writes them, and as they are told. */
import type { MemberField, MemberPage } from '@/api';
import { grammar, type Language, useDays, useLanguage, useWords } from '@/language';
import { type CustomName, customName } from './names';
import { fieldsWords } from './words';

type Value = MemberPage['custom'][string] | null | undefined;

/** What the server reads back as the same value. */
export function writtenValue(value: Value, language: Language): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  if (typeof value === 'number') return language === 'fr' ? String(value).replace('.', ',') : String(value);
  return value;
}

export function writtenValues(member: MemberPage, fields: readonly MemberField[], language: Language) {
  const values: Record<CustomName, string> = {};
  for (const field of fields) values[customName(field)] = writtenValue(member.custom[field.key], language);
  return values;
}

/** As a person reads it. */
export function useToldValue() {
  const w = useWords(fieldsWords);
  const days = useDays();
  const language = useLanguage();
  return ({ kind, choices }: MemberField, value: Value): string => {
    if (value === null || value === undefined || value === '') return '';
    if (typeof value === 'boolean') return value ? w.yes : w.no;
    if (typeof value === 'number') return grammar(language).number(value);
    if (kind === 'yes_no') return value === 'oui' ? w.yes : w.no;
    if (kind === 'date') return days.long(value);
    return choices.find(({ id }) => id === value)?.name ?? value;
  };
}
