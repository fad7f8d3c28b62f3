/** Texts into values, by kind of column: what a person types, what Excel and LibreOffice paste. */
import type { Language } from '@/language';
import type { CellValue, Column, Option, Parsed } from '../contract';
import { type HandsWords, handsWordsIn } from '../words/hands';
import { parseDay } from './dayText';
import { folded } from './folded';
import { emptyOf, isBlank, type Speech } from './values';

const YES = new Set(['oui', 'o', 'vrai', 'yes', 'y', 'true', '1', 'x', '✓', '✔']);
const NO = new Set(['non', 'n', 'faux', 'no', 'false', '0', '✗', '✘']);

const good = (value: CellValue): Parsed => ({ ok: true, value });
const bad = (reason: string): Parsed => ({ ok: false, reason });

/** « 1 234,5 », « 1.234,50 € », “1,234.5”. The last sign of two is the decimal one; alone, the language decides. */
export function parseNumber(text: string, language: Language): number | null {
  let bare = text
    .replace(/[\s\u00a0\u202f€%'’]/g, '')
    .replace(/^\+/, '')
    .replace(/^[−–]/, '-');
  const comma = bare.lastIndexOf(',');
  const point = bare.lastIndexOf('.');
  if (comma >= 0 && point >= 0) {
    const thousands = comma > point ? '.' : ',';
    bare = bare.replaceAll(thousands, '').replace(',', '.');
  } else if (comma >= 0) {
    const grouped = language === 'en' && /^-?\d{1,3}(,\d{3})+$/.test(bare);
    bare = grouped ? bare.replaceAll(',', '') : bare.replace(',', '.');
  }
  return /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?$/i.test(bare) ? Number(bare) : null;
}

function findOption(options: readonly Option[], text: string): Option | undefined {
  const wanted = folded(text);
  return (
    options.find((option) => folded(option.label) === wanted) ??
    options.find((option) => option.value === text.trim())
  );
}

function parseMulti(options: readonly Option[], text: string, words: HandsWords): Parsed {
  const whole = findOption(options, text);
  if (whole) return good([whole.value]);
  const split = (by: RegExp) =>
    text
      .split(by)
      .map((part) => part.trim())
      .filter(Boolean);
  // A label may hold a comma: it separates only where nothing else does.
  const parts = /[;\n|]/.test(text) ? split(/[;\n|]/) : split(/,/);
  const found: string[] = [];
  for (const part of parts) {
    const option = findOption(options, part);
    if (!option) return bad(words.parse.choice(part));
    if (!found.includes(option.value)) found.push(option.value);
  }
  return good(found);
}

function parseByKind(column: Column, text: string, { language }: Speech): Parsed {
  const words = handsWordsIn(language);
  switch (column.kind) {
    case 'long_text':
      return good(text.replace(/\r\n?/g, '\n').trim());
    case 'text':
      return good(text.replace(/\s*[\r\n]+\s*/g, ' ').trim());
    case 'number': {
      const number = parseNumber(text, language);
      return number === null ? bad(words.parse.number) : good(number);
    }
    case 'date': {
      const day = parseDay(text);
      if (day === 'impossible') return bad(words.parse.noSuchDay);
      return day === null ? bad(words.parse.date) : good(day);
    }
    case 'choice': {
      const option = findOption(column.options ?? [], text);
      return option ? good(option.value) : bad(words.parse.choice(text.trim().slice(0, 60)));
    }
    case 'multi':
      return parseMulti(column.options ?? [], text, words);
    case 'yes_no': {
      const said = folded(text);
      if (YES.has(said)) return good(true);
      return NO.has(said) ? good(false) : bad(words.parse.yesNo);
    }
  }
}

/** The value that a text means in a column, or why it means none. */
export function parseCell(column: Column, text: string, speech: Speech): Parsed {
  if (text.trim() === '') return checked(column, emptyOf(column), speech);
  const parsed = column.parse ? column.parse(text) : parseByKind(column, text, speech);
  return parsed.ok ? checked(column, parsed.value, speech) : parsed;
}

/** Whether a value can stand in a column: required, and the column's own check. */
export function checked(column: Column, value: CellValue, { language }: Speech): Parsed {
  if (isBlank(value))
    return column.required ? bad(handsWordsIn(language).parse.required) : good(emptyOf(column));
  const reason = column.check?.(value);
  return reason ? bad(reason) : good(value);
}
