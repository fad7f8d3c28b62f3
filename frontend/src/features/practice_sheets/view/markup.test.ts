import { expect, it } from 'vitest';
import { blocksOf, spansOf, wordsIn } from './markup';

it('reads paragraphs, sub-headings and lists', () => {
  const text = 'Chaque été,\nla fête.\n\n## Les étapes\n1. Trier\n2. Laver\n\n- Sacs\n- Bacs\nEt voilà.';
  expect(blocksOf(text)).toEqual([
    { kind: 'paragraph', spans: [{ text: 'Chaque été,\nla fête.' }] },
    { kind: 'heading', spans: [{ text: 'Les étapes' }] },
    { kind: 'numbers', items: [[{ text: 'Trier' }], [{ text: 'Laver' }]] },
    { kind: 'bullets', items: [[{ text: 'Sacs' }], [{ text: 'Bacs' }]] },
    { kind: 'paragraph', spans: [{ text: 'Et voilà.' }] },
  ]);
});

it('reads bold, italics and links within each other', () => {
  expect(spansOf('Voir **le [site](https://ried.example)** *vite*')).toEqual([
    { text: 'Voir ' },
    { bold: [{ text: 'le ' }, { link: [{ text: 'site' }], href: 'https://ried.example' }] },
    { text: ' ' },
    { italic: [{ text: 'vite' }] },
  ]);
});

it('follows no address that is not one of the web or of mail', () => {
  expect(spansOf('[ici](javascript:alert(1))')).toEqual([
    { text: '[ici](javascript:alert(1)' },
    { text: ')' },
  ]);
  expect(spansOf('2 * 3 * 4')).toEqual([{ text: '2 * 3 * 4' }]);
});

it('counts the words that are read', () => {
  expect(wordsIn('1. **L’été**, la [fête](https://ried.example/fete) du village')).toBe(5);
  expect(wordsIn('')).toBe(0);
});
