/** Fields and values of the journal as a person reads them. */
import { useQuery } from '@tanstack/react-query';
import { communesQuery } from '@/features/club';
import { grammar, readablePhone, useDays, useLanguage, useWords } from '@/language';
import { useFieldNamesEver } from './fields';
import { type FilterTree, isTree } from './filter';
import { told } from './filter/telling';
import { filterWords } from './filter/words';
import { filterFieldsQuery } from './queries';
import { quickTree } from './searchAsked';
import { type RecordWords, useRecordWords } from './words/audit';

export interface ValueProps {
  field: string;
  value: unknown;
  record?: string | undefined;
}

/** What an export or a view is made of; any other value by itself. */
export function Value({ field, value, record }: ValueProps) {
  if (record === 'members' || record === 'view') {
    if (field === 'columns' && Array.isArray(value)) return <ColumnsTold columns={value} />;
    if (field === 'sort' && typeof value === 'string') return <SortTold sort={value} />;
    if (field === 'filter' && typeof value === 'object') return <FilterTold filter={value ?? {}} />;
  }
  return <PlainValue field={field} value={value} />;
}

/** A commune, kept by its INSEE code, under its name; an instant as elsewhere. */
function PlainValue({ field, value }: ValueProps) {
  const words = useRecordWords();
  const days = useDays();
  const text = typeof value === 'string' ? value : '';
  const code = field === 'commune' && /^\d[\dAB]\d{3}$/.test(text) ? text : '';
  const found = useQuery(communesQuery(code));
  const commune = found.data?.items.find(({ insee_code }) => insee_code === code);
  if (/^\d{4}-\d\d-\d\dT\d\d:/.test(text)) return <>{days.instant(text)}</>;
  return <>{commune?.name ?? shownValue(value, words, days.long)}</>;
}

/** By their names, whether a view keeps their width or an export only their keys. */
function ColumnsTold({ columns }: { columns: readonly (string | { key: string })[] }) {
  const keys = columns.map((column) => (typeof column === 'string' ? column : column.key));
  const name = useColumnName(keys);
  return <>{keys.map(name).join(', ')}</>;
}

function SortTold({ sort }: { sort: string }) {
  const w = useRecordWords().audit;
  const down = sort.startsWith('-');
  const key = down ? sort.slice(1) : sort;
  const name = useColumnName([key]);
  return <>{down ? w.descending(name(key)) : name(key)}</>;
}

/** An export says « phone » of the organisation and « person_phone » of its people. */
function useColumnName(keys: readonly string[]): (key: string) => string {
  const words = useRecordWords();
  const own = useFieldNamesEver(keys);
  return (key) =>
    own.get(key) ?? fieldName(words, key.startsWith('person_') ? key.replace('person_', 'contact.') : key);
}

/** A view keeps a tree; an export was asked for with a tree, chips and words. */
function FilterTold({ filter }: { filter: object }) {
  const w = useRecordWords().audit;
  const words = useWords(filterWords);
  const language = useLanguage();
  const fields = useQuery(filterFieldsQuery);
  if (!fields.data) return null;
  const said = filterParts(filter, w).map((part) =>
    typeof part === 'string' ? part : told(part, { fields: fields.data, language, words }),
  );
  return <>{said.length > 0 ? grammar(language).list(said) : w.everybody}</>;
}

/** Trees to tell, and what is no tree. */
export function filterParts(filter: object, w: RecordWords['audit']): (FilterTree | string)[] {
  if (isTree(filter)) return [filter];
  const { q, filter: kept, archived, referent, ...quick } = filter as Record<string, string | undefined>;
  const tree = kept ? (JSON.parse(kept) as unknown) : null;
  const chips = quickTree({ ...quick, ...(referent && { suivis: 'moi' }) }, referent ?? '');
  return [
    ...(isTree(tree) ? [tree] : []),
    ...(chips ? [chips] : []),
    ...(q ? [w.searched(q)] : []),
    ...(archived ? [w.archivedOnes] : []),
    ...(quick.view || quick.segment ? [w.ofView] : []),
  ];
}

/** What such a record says are a member’s fields. */
const OF_MEMBERS = /^(members?|join_request|profile_rules)$/;

/** What a field of the contract is called: `contact.email` and `contacts.0.email` are a person’s. */
export function fieldName(words: RecordWords, field: string, record = 'member'): string {
  const last = field.split('.').at(-1) ?? field;
  if (field.startsWith('visibility.')) return words.audit.seenBy(fieldName(words, last));
  const { names, personNames, audit } = words;
  const groups =
    field.startsWith('contact') && field.includes('.') ? [personNames, names] : [names, personNames];
  const known = OF_MEMBERS.test(record) ? groups : [audit.others, ...groups];
  for (const group of [audit.fields, ...known] as Record<string, string>[]) {
    const word = group[last === 'referent_id' ? 'referent' : last];
    if (word) return word;
  }
  return last.replaceAll('_', ' ');
}

export function shownValue(value: unknown, words: RecordWords, day = (text: string) => text): string {
  const w = words.audit;
  if (value === null || value === undefined || value === '') return w.nothing;
  if (typeof value === 'boolean') return value ? w.yes : w.no;
  if (Array.isArray(value)) return value.map((item) => shownValue(item, words, day)).join(', ') || w.nothing;
  if (typeof value === 'object') {
    const named = value as { name?: unknown };
    return typeof named.name === 'string' ? named.name : JSON.stringify(value);
  }
  const text = String(value);
  if (isReference(text)) return w.colleague;
  if (/^\+\d{8,}$/.test(text)) return readablePhone(text);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return day(text);
  const known: Record<string, string> = {
    ...words.kinds,
    ...words.statuses,
    ...words.sizes,
    ...w.values,
  };
  return known[text] ?? text;
}

/** Ids are names for machines: the line itself says of what it is. */
export function isReference(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(isReference);
  return typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}$/i.test(value);
}
