import { expect, it } from 'vitest';
import { eventOf } from '../events.fixture';
import { changesOf, draftOf, isTold, keyOf, lined } from './draft';

const before = draftOf(
  eventOf({
    questions: [{ key: 'repas', label: 'Restez-vous manger ?', kind: 'choice', choices: ['oui', 'non'] }],
  }),
);

it('sends only what is another, by the clock of the place', () => {
  expect(changesOf(before, draftOf(eventOf({ questions: before.questions.map(toWire) })))).toEqual({});
  const moved = { ...before, ends_at: '2027-03-18T21:00', title: ' Le compost partagé ', capacity: '' };
  expect(changesOf(before, moved)).toEqual({
    ends_at: '2027-03-18T20:00:00.000Z',
    title: 'Le compost partagé',
    capacity: null,
  });
  expect(isTold(changesOf(before, moved))).toBe(true);
  expect(isTold(changesOf(before, { ...before, capacity: '60' }))).toBe(false);
});

it('keeps the key of a question for ever, and gives new ones another', () => {
  const asked = [
    ...before.questions.map((one) => ({ ...one, label: 'Mangez-vous avec nous ?' })),
    lined({ key: '', label: 'Repas', kind: 'text' as const, required: true, choices: 'rien' }),
  ];
  expect(changesOf(before, { ...before, questions: asked }).questions).toEqual([
    {
      key: 'repas',
      label: 'Mangez-vous avec nous ?',
      kind: 'choice',
      required: false,
      choices: ['oui', 'non'],
    },
    { key: 'repas_2', label: 'Repas', kind: 'text', required: true, choices: [] },
  ]);
});

it('makes keys that the server takes', () => {
  expect(keyOf('Venez-vous à vélo ?', [])).toBe('venez_vous_a_velo');
  expect(keyOf('?', ['question'])).toBe('question_2');
  expect(keyOf('a'.repeat(80), [])).toMatch(/^[a-z0-9_]{1,40}$/);
});

it('leaves the cover alone until it is another', () => {
  const covered = draftOf(eventOf({ cover_url: '/api/v1/events/e1/files/f1', cover_alt: 'Un composteur' }));
  expect(changesOf(covered, { ...covered, summary: 'On composte.' })).toEqual({ summary: 'On composte.' });
  expect(changesOf(covered, { ...covered, cover_file_id: '' })).toEqual({ cover_file_id: null });
});

function toWire({ line: _, choices, ...question }: (typeof before.questions)[number]) {
  return { ...question, choices: choices.split('\n') };
}
