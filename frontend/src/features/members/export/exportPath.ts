/** What is asked of the server for a file: the list as it stands, and what the dialog chose. */
import type { MemberQuery } from '@/api';

export const FORMATS = ['xlsx', 'ods', 'csv_excel', 'csv_open', 'vcf'] as const;
export type Format = (typeof FORMATS)[number];

export interface Choice {
  format: Format;
  /** Only what is on the screen, or all there is to know. */
  columns: 'shown' | 'all';
  people: boolean;
}

/** Where a page begins and how long it is says nothing of a file. */
const OF_PAGES = new Set(['limit', 'cursor', 'offset', 'with_total']);
const WANTED: Record<Format, Record<string, string>> = {
  xlsx: { format: 'xlsx' },
  ods: { format: 'ods' },
  csv_excel: { format: 'csv', profile: 'excel_fr' },
  csv_open: { format: 'csv', profile: 'open' },
  vcf: { format: 'vcf' },
};

export function exportPath(query: MemberQuery, choice: Choice, shown: readonly string[] | undefined): string {
  const asked = new URLSearchParams(WANTED[choice.format]);
  if (choice.format !== 'vcf') {
    if (choice.columns === 'shown' && shown?.length) asked.set('columns', shown.join(','));
    // An open view would else give its own.
    else if (choice.columns === 'all' && query.view) asked.set('columns', 'all');
    if (choice.people) asked.set('people', 'true');
  }
  for (const [key, value] of Object.entries(query)) {
    if (!OF_PAGES.has(key) && value !== undefined && value !== null) asked.set(key, String(value));
  }
  return `/members/export?${asked}`;
}
