import { expect, it } from 'vitest';
import type { PersonProvenance } from '@/api';
import { addressesOf } from './addresses';
import { textsAndFiles } from './textsAndFiles';

const at = (email: string | null, to_on: string | null = null) => ({ email, to_on }) as PersonProvenance;

it('offers each address once, those of functions that last first', () => {
  const contacts = [at('a@club.example', '2025-01-01'), at('b@club.example'), at(null), at('b@club.example')];
  expect(addressesOf({ contacts })).toEqual(['b@club.example', 'a@club.example']);
});

it('counts files apart from texts', () => {
  expect(textsAndFiles({ interaction: 2, audit: 3, files: 1 })).toEqual({ texts: 5, files: 1 });
  expect(textsAndFiles({})).toEqual({ texts: 0, files: 0 });
});
