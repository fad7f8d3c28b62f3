/** The same texts as the server’s own test has: a preview that reads otherwise would lie. */
import { expect, it } from 'vitest';
import { blocksOf, runsOf, wordsIn } from './markup';

it('reads paragraphs, lists and sub-headings', () => {
  const text =
    'Chaque été,\nla fête.\n### Le comptoir\n- Laver\n- Ranger\n1. Réserver\n2) Afficher\n\n2024 a été belle.';
  expect(blocksOf(text)).toEqual([
    { kind: 'paragraph', runs: [{ text: 'Chaque été,\nla fête.' }] },
    { kind: 'heading', runs: [{ text: 'Le comptoir' }] },
    { kind: 'bullets', items: [[{ text: 'Laver' }], [{ text: 'Ranger' }]] },
    { kind: 'numbers', items: [[{ text: 'Réserver' }], [{ text: 'Afficher' }]] },
    { kind: 'paragraph', runs: [{ text: '2024 a été belle.' }] },
  ]);
  expect(blocksOf('  \n\n ')).toEqual([]);
});

it('reads marks and links', () => {
  expect(runsOf('Il faut **deux mois**.')).toEqual([
    { text: 'Il faut ' },
    { text: 'deux mois', bold: true },
    { text: '.' },
  ]);
  expect(runsOf('***vraiment***')).toEqual([{ text: 'vraiment', bold: true, italic: true }]);
  expect(runsOf('[le guide](https://a.example/b) ou https://a.example/c.')).toEqual([
    { text: 'le guide', link: 'https://a.example/b' },
    { text: ' ou ' },
    { text: 'https://a.example/c', link: 'https://a.example/c' },
    { text: '.' },
  ]);
});

it('leaves what marks nothing as it is, and follows no address that a browser would run', () => {
  for (const text of ['2 * 3 * 4', 'un_nom_de_fichier', '[a](javascript:alert(1))', '2024 a été belle'])
    expect(runsOf(text)).toEqual([{ text }]);
  expect(runsOf('\\*ainsi\\*')).toEqual([{ text: '*ainsi*' }]);
});

it('counts the words that are read', () => {
  expect(wordsIn('1. **L’été**, la [fête](https://ried.example/fete) du village')).toBe(5);
  expect(wordsIn('')).toBe(0);
});
