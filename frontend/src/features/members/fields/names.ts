import { useQuery } from '@tanstack/react-query';
import type { MemberField } from '@/api';
import { memberFieldsQuery } from './queries';

/** The name of such a field in a form, in filters and in columns. */
export type CustomName = `custom.${string}`;
export const customName = ({ key }: Pick<MemberField, 'key'>): CustomName => `custom.${key}`;

const isOwn = (key: string) => key.startsWith('custom.');

/** What the club's own fields are called that are named by their key: `custom.slogan`. */
export function useFieldNames(keys: readonly string[], archived = false): ReadonlyMap<string, string> {
  const fields = useQuery({ ...memberFieldsQuery(archived), enabled: keys.some(isOwn) });
  return new Map(fields.data?.items.map((field) => [customName(field), field.name]) ?? []);
}

/** The same for what was written long ago: an archived field keeps its name. */
export function useFieldNamesEver(keys: readonly string[]): ReadonlyMap<string, string> {
  const names = useFieldNames(keys);
  const archived = useFieldNames(names.size > 0 ? keys.filter((key) => !names.has(key)) : keys, true);
  return new Map([...archived, ...names]);
}

/** Of those that have been archived meanwhile. */
export function useGoneNames(keys: readonly string[]): string[] {
  const names = useFieldNames(keys, true);
  return keys.map((key) => names.get(key) ?? key.replace('custom.', '').replaceAll('_', ' '));
}
