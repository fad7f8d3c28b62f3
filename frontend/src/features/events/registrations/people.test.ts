import { expect, it } from 'vitest';
import { attendeeOf, newPerson } from './people';

it('sends the answers that were given, to the questions that are asked', () => {
  const person = newPerson({
    family_name: ' Kern ',
    email: ' ',
    answers: { repas: 'oui', note: '  ', autre: 'x' },
  });
  const questions = [
    { key: 'repas', label: 'Restez-vous manger ?', kind: 'yes_no' as const },
    { key: 'note', label: 'Autre chose ?', kind: 'text' as const },
  ];
  expect(attendeeOf(person, questions)).toEqual({
    given_name: '',
    family_name: 'Kern',
    email: null,
    answers: { repas: 'oui' },
  });
});
