import { expect, it } from 'vitest';
import { exchangeTitle, outcomesOf, outcomeWord } from './outcomes';
import { fr } from './words/fr';

it('a visit has no wrong number, unless it was noted so before', () => {
  expect(outcomesOf('call')).toEqual(['reached', 'no_answer', 'call_back', 'wrong_number']);
  expect(outcomesOf('visit')).toEqual(['reached', 'no_answer']);
  expect(outcomesOf('email', 'call_back')).toEqual(['reached', 'no_answer', 'call_back']);
});

it('a meeting says it in words of its own, an e-mail in those of all', () => {
  expect(outcomeWord(fr, 'meeting', 'no_answer')).toBe('Absent');
  expect(outcomeWord(fr, 'email', 'no_answer')).toBe('Pas de réponse');
});

it('a call in the list tells that somebody answered', () => {
  expect(exchangeTitle(fr, 'call', 'reached')).toBe('Appel, joint');
  expect(exchangeTitle(fr, 'newsletter', 'reached')).toBe('Lettre');
  expect(exchangeTitle(fr, 'visit', 'no_answer')).toBe('Visite, personne sur place');
});
