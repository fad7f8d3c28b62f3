/** The words of the national base are on all floors the same: what screens say is what the server hands out. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { QUESTION_SECTIONS } from '../way/questions';
import { fr } from '../words/fr';
import { SECTIONS, viewWords } from './words';

const SERVER = resolve(import.meta.dirname, '../../../../../backend/src/features/practice_sheets');
const read = (file: string) => readFileSync(resolve(SERVER, file), 'utf8');
const source = read('rules/sections.rs');

/** `FIGURES` → `results_quantitative`. */
const named = Object.fromEntries(
  [...source.matchAll(/pub const (\w+): &str = "([^"]+)";/g)].map(([, name, key]) => [name, key]),
);
const keyOf = (word: string) => (word.startsWith('"') ? word.slice(1, -1) : named[word]);

it('has the sections of both kinds, in their order', () => {
  const all = [...source.matchAll(/^ {4}section\(([\w"]+), [\w"]*, "([^"]+)", \d+\),$/gm)].map(
    ([, key = '', label]) => [keyOf(key), label],
  );
  const own = [...SECTIONS.good_practice, ...SECTIONS.advice].map((key) => [key, viewWords.fr.sections[key]]);
  expect(own).toEqual(all);
});

it('calls axes and publics as the server does', () => {
  const [, list = ''] = /const AXES: \[&str; 10\] = \[([^\]]+)\]/.exec(source) ?? [];
  expect(Object.values(fr.axes)).toEqual([...list.matchAll(/"([^"]+)"/g)].map(([, axis]) => axis));
  const publics = [...read('schema/content.rs').matchAll(/SheetPublic::\w+ => "(\p{Lu}[^"]+)"/gu)];
  expect(Object.values(fr.publics)).toEqual(publics.map(([, name]) => name));
});

it('knows where each answer flows', () => {
  const flows = [...read('rules/interview.rs').matchAll(/^ {4}question\("(\w+)", ([\w":]+)\),$/gm)];
  const told = flows.map(([, key, section = '']) => [key, keyOf(section.replace('sections::', ''))]);
  expect(Object.entries(QUESTION_SECTIONS)).toEqual(told);
});
