import { describe, expect, it } from 'vitest';
import type { Operations } from '@/api';
import { operationsSearch } from './address';
import { deliveryQueryOf, firstState, sentenceOf, toLookAt } from './told';

const w = {
  well: 'Tout va.',
  look: (n: number) => `${n} à regarder.`,
  wrong: (n: number) => `${n} à réparer.`,
  waiting: (n: number) => `${n} attendent.`,
};
const finding = (part: string, mark: 'well' | 'look' | 'wrong') => ({ part, mark, said: part });
const standing = (mark: 'well' | 'look' | 'wrong', findings: Operations['findings']): Operations => ({
  mark,
  findings,
  jobs: { waiting: 0, running: 0, failed: 0, dead: 0 },
  mails: { queued: 2, held_up: 0, failed: 0, uncertain: 0 },
  workers: [],
  schedules: [],
});

describe('what is said first', () => {
  it('is that all is well, with what waits', () => {
    expect(sentenceOf(standing('well', [finding('a', 'well')]), w)).toBe('Tout va. 2 attendent.');
  });

  it('counts what is worst, not everything', () => {
    const findings = [
      finding('a', 'look'),
      finding('b', 'wrong'),
      finding('c', 'look'),
      finding('d', 'well'),
    ];
    expect(sentenceOf(standing('wrong', findings), w)).toBe('1 à réparer. 2 attendent.');
    expect(toLookAt({ findings }).map(({ part }) => part)).toEqual(['b', 'a', 'c']);
  });

  it('begins the list of jobs where somebody must do something', () => {
    const jobs = (dead: number, failed: number, waiting: number) => ({
      jobs: { dead, failed, waiting, running: 0 },
    });
    expect(firstState(jobs(1, 1, 1))).toBe('dead');
    expect(firstState(jobs(0, 2, 1))).toBe('failed');
    expect(firstState(jobs(0, 0, 3))).toBe('waiting');
    expect(firstState(jobs(0, 0, 0))).toBe('dead');
  });
});

describe('the address', () => {
  it('holds what is chosen and nothing that can’t be', () => {
    expect(operationsSearch({ taches: 'dead', courriers: 'lost', q: ' ', message: 7, x: 'y' })).toEqual({
      taches: 'dead',
    });
  });

  it('is asked for in the words of the contract', () => {
    expect(deliveryQueryOf({ courriers: 'failed', pour: 'invitation', q: ' eve ' })).toEqual({
      state: 'failed',
      purpose: 'invitation',
      q: 'eve',
    });
    expect(deliveryQueryOf({ message: 'x' })).toEqual({});
  });
});
