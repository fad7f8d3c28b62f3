import { describe, expect, it } from 'vitest';
import { type Fill, fillsOf } from './RegisterSearch';

const fill = (name: string, shown: string): Fill => ({ name, label: name, value: shown, shown });

describe('what a register fills', () => {
  const typed = (name: string) => ({ name: 'Le Pain des Bois', street: ' 5  rue du Four ' })[name] ?? '';

  it('fills what is empty and leaves what was typed', () => {
    const told = fillsOf([fill('name', 'Au Pain des Bois'), fill('siret', '91200020500019')], typed);
    expect(told.empty.map(({ name }) => name)).toEqual(['siret']);
    expect(told.other.map(({ name }) => name)).toEqual(['name']);
  });

  it('says nothing of what is the same, nor of what the register does not know', () => {
    const told = fillsOf([fill('street', '5 rue du Four'), fill('rna', '')], typed);
    expect(told).toEqual({ empty: [], other: [] });
  });
});
