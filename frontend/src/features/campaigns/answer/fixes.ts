/** What of the record may be corrected behind the link, and what of it was changed. */
import type { RecordFacts, RecordFixes } from '@/api';
import { readablePhone } from '@/language';

export const FIX_FIELDS = [
  'name',
  'street',
  'postal_code',
  'commune',
  'phone',
  'email',
  'website',
] as const satisfies (keyof RecordFixes)[];
export type FixField = (typeof FIX_FIELDS)[number];
export type FixValues = Record<FixField, string>;

/** As one reads and types it. */
export function fixValues(record: RecordFacts): FixValues {
  const shown = (field: FixField) => {
    const value = record[field] ?? '';
    return field === 'phone' && value ? readablePhone(value) : value;
  };
  return Object.fromEntries(FIX_FIELDS.map((field) => [field, shown(field)])) as FixValues;
}

/** Only what was changed is sent: the rest may have been corrected meanwhile. Emptied is nothing. */
export function fixesOf(before: FixValues, after: FixValues): RecordFixes {
  const changed = FIX_FIELDS.filter((field) => after[field].trim() !== before[field].trim());
  return Object.fromEntries(changed.map((field) => [field, after[field].trim() || null]));
}
