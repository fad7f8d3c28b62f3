/** What may be corrected behind the link, of the record and of whom its letter went to, and what of it was changed. */
import type { HolderFixes, RecordFixes, RecordReview } from '@/api';
import { readablePhone } from '@/language';

const RECORD = [
  'name',
  'street',
  'postal_code',
  'commune',
  'phone',
  'email',
  'website',
] as const satisfies (keyof RecordFixes)[];
const HOLDER = [
  'given_name',
  'family_name',
  'function',
  'phone',
  'mobile',
] as const satisfies (keyof HolderFixes)[];

/** As the server names them in what it answers. */
export type FixField = (typeof RECORD)[number] | `holder.${(typeof HOLDER)[number]}`;
export type FixValues = Record<FixField, string>;

const ofHolder = <F extends string>(field: F) => `holder.${field}` as const;
export const FIX_FIELDS: readonly FixField[] = [...RECORD, ...HOLDER.map(ofHolder)];

type Held = Pick<RecordReview, 'record' | 'holder'>;

/** The fields that may be corrected here, in the order of the screen. */
export function fixableOf({ record, holder }: Held): FixField[] {
  const may = new Set([...record.fixable, ...(holder?.fixable ?? []).map(ofHolder)]);
  return FIX_FIELDS.filter((field) => may.has(field));
}

/** Whether a change of it waits for the team. */
export const waitsIn = ({ record, holder }: Held, field: FixField) =>
  [...record.waits, ...(holder?.waits ?? []).map(ofHolder)].includes(field);

/** As one reads and types it. */
export function fixValues({ record, holder }: Held): FixValues {
  const shown = (field: string, value: string | null | undefined) =>
    value && (field === 'phone' || field === 'mobile') ? readablePhone(value) : (value ?? '');
  return Object.fromEntries([
    ...RECORD.map((field) => [field, shown(field, record[field])]),
    ...HOLDER.map((field) => [ofHolder(field), shown(field, holder?.[field])]),
  ]) as FixValues;
}

/** Only what was changed is sent: the rest may have been corrected meanwhile. Emptied is nothing. */
export function fixesOf(before: FixValues, after: FixValues): { record: RecordFixes; holder?: HolderFixes } {
  const changes = (field: FixField) => after[field].trim() !== before[field].trim();
  const wanted = (field: FixField) => after[field].trim() || null;
  const record = RECORD.filter(changes).map((field) => [field, wanted(field)]);
  const holder = HOLDER.filter((field) => changes(ofHolder(field)));
  return {
    record: Object.fromEntries(record),
    ...(holder.length > 0 && {
      holder: Object.fromEntries(holder.map((field) => [field, wanted(ofHolder(field))])),
    }),
  };
}
