/** What is said and shown first of how the instance goes. */
import type { DeliveryQuery, JobState, Operations } from '@/api';
import type { OperationsSearch } from './address';

interface Sentences {
  well: string;
  look: (n: number) => string;
  wrong: (n: number) => string;
  waiting: (n: number) => string;
}

/** One sentence: whether all is well, and what waits. The worst decides. */
export function sentenceOf({ mark, findings, mails }: Operations, w: Sentences): string {
  const worst = findings.filter((finding) => finding.mark === mark).length;
  const told = mark === 'well' ? w.well : w[mark](worst);
  return `${told} ${w.waiting(mails.queued)}`;
}

/** What deserves a look, the worst first; the rest is for whoever wants to see everything. */
export function toLookAt({ findings }: Pick<Operations, 'findings'>) {
  const wrong = findings.filter(({ mark }) => mark === 'wrong');
  const look = findings.filter(({ mark }) => mark === 'look');
  return [...wrong, ...look];
}

/** Where the list begins: where somebody must do something, else what comes next. */
export function firstState({ jobs }: Pick<Operations, 'jobs'>): JobState {
  if (jobs.dead > 0) return 'dead';
  if (jobs.failed > 0) return 'failed';
  return jobs.waiting > 0 ? 'waiting' : 'dead';
}

/** The mails asked for, in the words of the contract. */
export function deliveryQueryOf({ courriers, pour, q }: OperationsSearch): DeliveryQuery {
  return {
    ...(courriers && { state: courriers }),
    ...(pour && { purpose: pour }),
    ...(q?.trim() && { q: q.trim() }),
  };
}
