/** A row of the file beside the member, or the other row, that it may be: field by field. */
import type { Import, ImportRow, MemberPage } from '@/api';

/** `open`: both say something, in words that only a reader can compare. */
export type Verdict = 'same' | 'other' | 'added' | 'kept' | 'open';
export interface ComparedField {
  field: string;
  label: string;
  row: string;
  other: string;
  verdict: Verdict;
}
/** Values by name of field, as they are read. */
export type Values = Record<string, string>;

const DAYS = new Set(['joined_on', 'left_on', 'last_contact_on']);

/** A real date of a spreadsheet comes as `2016-05-09`, and was 09/05/2016 to whoever typed it. */
export function asTyped(cell: string): string {
  const iso = /^(\d{4})-(\d\d)-(\d\d)(?:T00:00:00)?$/.exec(cell);
  return iso ? `${iso[3]}/${iso[2]}/${iso[1]}` : cell;
}

/** What the cells of a row say, by field; several columns of one field are told together. */
export function valuesOfRow(data: Pick<Import, 'columns'>, row: Pick<ImportRow, 'cells'>): Values {
  const values: Values = {};
  for (const column of data.columns) {
    const text = row.cells[column.index]?.trim();
    if (!column.field || !text) continue;
    const before = values[column.field];
    const typed = DAYS.has(column.field) ? asTyped(text) : text;
    values[column.field] = before === undefined ? typed : `${before} · ${typed}`;
  }
  return values;
}

const JOINED = ' · ';
const together = (texts: readonly (string | null | undefined)[]) =>
  [...new Set(texts.filter((text): text is string => Boolean(text)))].join(JOINED);

/** How values are put into words. */
export interface Telling {
  kind: string;
  status: string;
  day: (day: string) => string;
}

/** What a member that is there already says of the same fields. */
export function valuesOfMember(member: MemberPage, words: Telling): Values {
  const { contacts } = member;
  const values: Record<string, string | null | undefined> = {
    name: member.name,
    legal_name: member.legal_name,
    kind: words.kind,
    status: words.status,
    joined_on: member.joined_on && words.day(member.joined_on),
    left_on: member.left_on && words.day(member.left_on),
    siren: member.siren,
    siret: member.siret,
    rna: member.rna,
    amalia: member.amalia,
    insee_code: member.insee_code,
    street: member.street,
    postal_code: member.postal_code,
    commune: member.commune?.name,
    person_name: together(contacts.map((contact) => contact.person.name)),
    given_name: together(contacts.map((contact) => contact.person.given_name)),
    family_name: together(contacts.map((contact) => contact.person.family_name)),
    function: together(contacts.map((contact) => contact.function)),
    email: together([member.email, ...contacts.map((contact) => contact.email)]),
    phone: together([member.phone, ...contacts.map((contact) => contact.phone)]),
    mobile: together(contacts.map((contact) => contact.mobile)),
    last_contact_on: member.last_contact_on && words.day(member.last_contact_on),
    topics: together(member.topics.map((topic) => topic.name)),
    website: member.website,
    description: member.description,
    internal_notes: member.internal_notes,
  };
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}

/** Without accents, case and punctuation: « STE MARIE » is « Ste-Marie ». */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replace(/[^\p{L}\p{N}@]+/gu, ' ')
    .trim();
}

const NUMBERS = new Set(['siren', 'siret', 'phone', 'mobile', 'postal_code', 'insee_code']);

/** Written in many ways that mean the same: « Mairie » is a commune, « sept. 2014 » a day of it. */
const FREE = new Set([
  'kind',
  'size',
  'status',
  'joined_on',
  'left_on',
  'last_contact_on',
  'charter_answer',
  'newsletter_wish',
]);

/** The day that is written, where it is written in figures: `01/09/2014`, `2014-09-01`, `1.9.14`. */
function dayOf(text: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})/.exec(text.trim());
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(text.trim());
  const parts = iso ? iso.slice(1) : french?.slice(1).reverse();
  if (!parts) return null;
  const [year = '', month = '', day = ''] = parts;
  return [year.length === 2 ? `20${year}` : year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
}

/** The kind that a text names in so many words: « Collectivité (commune) » is a commune. */
function kindOf(text: string, kinds: Values): string | null {
  const known = folded(text);
  const named = Object.entries(kinds).filter(([word]) => ` ${known} `.includes(` ${folded(word)} `));
  const found = new Set(named.map(([, kind]) => kind));
  const [only] = found;
  return found.size === 1 && only ? only : null;
}

/** What a text is understood as, where a program can tell; null leaves it to the reader. */
function understood(field: string, text: string, kinds: Values): string | null {
  if (DAYS.has(field)) return dayOf(text);
  return field === 'kind' ? kindOf(text, kinds) : null;
}

/** Whether two texts of a field mean the same to a person who compares them. */
export function meansTheSame(field: string, a: string, b: string): boolean {
  if (NUMBERS.has(field)) {
    // The last nine digits are the number, however the zero or the +33 before them are written.
    const bare = (text: string) =>
      text
        .replace(/\D/g, '')
        .replace(/^0+/, '')
        .replace(/^33(?=\d{9}$)/, '');
    return bare(a) === bare(b) && bare(a) !== '';
  }
  // Family and given name in either order.
  const words = (text: string) => folded(text).split(' ').sort().join(' ');
  return words(a) === words(b);
}

/** The fields either of the two says something about, in the order of the file. */
export function compareValues(
  data: Pick<Import, 'columns' | 'fields'>,
  row: Values,
  other: Values,
  /** The kinds by the words that name them. */
  kinds: Values = {},
): ComparedField[] {
  const mapped = data.columns
    .map((column) => column.field)
    .filter((field): field is string => Boolean(field));
  return [...new Set(mapped)].flatMap((field) => {
    const mine = row[field] ?? '';
    const theirs = other[field] ?? '';
    if (mine === '' && theirs === '') return [];
    const [here, there] = [understood(field, mine, kinds), understood(field, theirs, kinds)];
    const isSame = here !== null && there !== null ? here === there : meansTheSame(field, mine, theirs);
    const isOpen = FREE.has(field) && (here === null || there === null);
    const differs: Verdict = isOpen ? 'open' : 'other';
    const verdict: Verdict = theirs === '' ? 'added' : mine === '' ? 'kept' : isSame ? 'same' : differs;
    return [{ field, label: labelOf(data, field), row: mine, other: theirs, verdict }];
  });
}

export function labelOf(data: Pick<Import, 'fields'>, field: string): string {
  return data.fields.find((item) => item.name === field)?.label ?? field.replaceAll('_', ' ');
}
