import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Problem } from '@/api';
import { useRefusals } from './refusals';

const told = (error: unknown) => renderHook(() => useRefusals()).result.current(error);

it('names each field that stands in the way', () => {
  const errors = [
    {
      pointer: '/choices/siret',
      code: 'members.siren_disagrees',
      detail: 'Prenez les deux de la même fiche.',
    },
    { pointer: '/email', code: 'members.changed_since', detail: 'Camille a changé ce champ.' },
  ];
  const [siret, email] = told(new Problem(422, { detail: 'Deux champs.', errors }));
  expect(siret).toBe('SIRET : Prenez les deux de la même fiche.');
  expect(email).toBe('E-mail de l’organisation : Camille a changé ce champ.');
});

it('says the sentence of a refusal without fields', () => {
  expect(told(new Problem(409, { detail: 'Inversez les deux fiches.' }))).toEqual([
    'Inversez les deux fiches.',
  ]);
});

it('asks to look again when somebody changed one of the two', () => {
  expect(told(new Problem(412, { detail: 'Modifié.' }))[0]).toMatch(/la comparaison montre maintenant/);
});
