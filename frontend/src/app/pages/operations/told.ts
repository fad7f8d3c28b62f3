/** What is said and shown first of how the instance goes. */
import type { DeliveryQuery, DeliveryState, JobState, Operations } from '@/api';

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

/** In the order in which they want attention. */
export const JOB_STATES = ['dead', 'failed', 'waiting', 'running', 'done'] as const satisfies JobState[];

/** Where the list begins: where somebody must do something, else what comes next. */
export function firstState({ jobs }: Pick<Operations, 'jobs'>): JobState {
  if (jobs.dead > 0) return 'dead';
  if (jobs.failed > 0) return 'failed';
  return jobs.waiting > 0 ? 'waiting' : 'dead';
}

export const MAIL_STATES = [
  'failed',
  'queued',
  'uncertain',
  'suppressed',
  'kept',
  'sent',
] as const satisfies DeliveryState[];

/** What the address of the page holds. */
export interface OperationsSearch {
  taches?: JobState;
  courriers?: DeliveryState;
  pour?: string;
  q?: string;
  message?: string;
}

const oneOf = <T extends string>(known: readonly T[], value: unknown): T | undefined =>
  known.find((one) => one === value);
const words = (value: unknown) => (typeof value === 'string' && value.trim() ? value : undefined);

/** Takes what an address can hold, and nothing else. */
export function operationsSearch(raw: Record<string, unknown>): OperationsSearch {
  const taches = oneOf(JOB_STATES, raw.taches);
  const courriers = oneOf(MAIL_STATES, raw.courriers);
  const pour = words(raw.pour);
  const q = words(raw.q);
  const message = words(raw.message);
  return {
    ...(taches && { taches }),
    ...(courriers && { courriers }),
    ...(pour && { pour }),
    ...(q && { q }),
    ...(message && { message }),
  };
}

/** The mails asked for, in the words of the contract. */
export function deliveryQueryOf({ courriers, pour, q }: OperationsSearch): DeliveryQuery {
  return {
    ...(courriers && { state: courriers }),
    ...(pour && { purpose: pour }),
    ...(q?.trim() && { q: q.trim() }),
  };
}
