import { expect, it } from 'vitest';
import { type Mark, nextItem, type Stroke, stroke } from './marking';

const drawn = (text: string, { from, to, text: put }: Stroke) => text.slice(0, from) + put + text.slice(to);
const marked = (text: string, from: number, to: number, mark: Mark) =>
  drawn(text, stroke(text, from, to, mark));

it('puts bold around what is selected, and takes it off again', () => {
  expect(marked('Une fête', 4, 8, 'bold')).toBe('Une **fête**');
  expect(marked('Une **fête**', 6, 10, 'bold')).toBe('Une fête');
  expect(stroke('Une fête', 4, 8, 'bold').select).toEqual([6, 10]);
});

it('marks the lines that are touched, whole, and unmarks them', () => {
  const text = 'Avant\nTrier\nLaver';
  expect(marked(text, 8, 13, 'bullets')).toBe('Avant\n- Trier\n- Laver');
  expect(marked(text, 8, 13, 'numbers')).toBe('Avant\n1. Trier\n2. Laver');
  expect(marked('- Trier\n- Laver', 0, 15, 'bullets')).toBe('Trier\nLaver');
  expect(marked('- Trier\n- Laver', 0, 15, 'numbers')).toBe('1. Trier\n2. Laver');
  expect(marked('Les étapes', 2, 2, 'heading')).toBe('## Les étapes');
  expect(marked('', 0, 0, 'bullets')).toBe('- ');
});

it('makes a link of words, or of an address that was pasted', () => {
  const words = stroke('le site', 3, 7, 'link');
  expect(drawn('le site', words)).toBe('le [site](https://)');
  expect(words.select).toEqual([10, 18]);
  expect(marked('https://ried.example', 0, 20, 'link')).toBe('[](https://ried.example)');
});

it('goes on with a list at the end of an item, and ends it at an empty one', () => {
  const on = (text: string) => {
    const one = nextItem(text, text.length);
    return one && drawn(text, one);
  };
  expect(on('- Trier')).toBe('- Trier\n- ');
  expect(on('9. Laver')).toBe('9. Laver\n10. ');
  expect(on('- Trier\n- ')).toBe('- Trier\n');
  expect(on('Trier')).toBeNull();
});
