/** One name for a field on all floors: what the server says in filters, files and mails is what the screens say. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { namesEn, personNamesEn } from './words/namesEn';
import { namesFr, personNamesFr } from './words/namesFr';

const SERVER = resolve(import.meta.dirname, '../../../../backend/src/features');

type Names = Record<string, string | undefined>;
const member: { fr: Names; en: Names } = { fr: namesFr, en: namesEn };
const person: { fr: Names; en: Names } = { fr: personNamesFr, en: personNamesEn };

/** Keys that the server gives another form: which list has them, and how they are called there. */
const AS: Record<string, [{ fr: Names; en: Names }, string]> = {
  topic: [member, 'topics'],
  member_email: [member, 'email'],
  member_phone: [member, 'phone'],
  person_email: [person, 'email'],
  person_phone: [person, 'phone'],
};
const PERSON =
  /^(given_name|family_name|function|mobile|newsletter_wish|preferred_channel|main|from_on|to_on)$/;

/** « key, French, English » wherever the pattern finds them; fields that no screen names are left out. */
function otherwise(file: string, pattern: RegExp, ofPerson: readonly string[] = []) {
  const found = [...readFileSync(resolve(SERVER, file), 'utf8').matchAll(pattern)];
  expect(found.length).toBeGreaterThan(20);
  return found.flatMap(([, key = '', fr, en]) => {
    const plain = PERSON.test(key) || ofPerson.includes(key) ? person : member;
    const [names, name] = AS[key] ?? [plain, key];
    const told = names.fr[name];
    return told === undefined || (told === fr && names.en[name] === en) ? [] : [`${key}: ${fr} / ${en}`];
  });
}

describe('a field is called as on the screen', () => {
  it('in filters', () => {
    const called =
      /(?:text|meaning|column)\(\s*"(\w+)"(?:(?!Field::)[\s\S])*?\.called\(\s*"\w+",\s*"([^"]*)",\s*"([^"]*)"/g;
    expect(otherwise('members/fields.rs', called)).toEqual([]);
  });
  it('in exported files', () => {
    expect(otherwise('members/export/columns.rs', /built\("(\w+)", "([^"]*)", "([^"]*)"/g)).toEqual([]);
  });
  it('among what the columns of an imported file become', () => {
    const entry = /^ {4}\w+ "(\w+)" \w+ "([^"]*)" "([^"]*)"/gm;
    expect(otherwise('imports/analysis/fields.rs', entry, ['email', 'phone'])).toEqual([]);
  });
  it('in the mail that answers a proposal', () => {
    const entry = /^ {4}\("(\w+)", "([^"]*)", "([^"]*)"\)/gm;
    // Of a person as of an organisation: the mail says of whom it speaks.
    expect(otherwise('members/proposals/words.rs', entry, ['email', 'phone'])).toEqual([]);
  });
});
