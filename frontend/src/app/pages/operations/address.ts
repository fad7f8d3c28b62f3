/** What the address of the pages of operations holds. */
import type { DeliveryState, JobState } from '@/api';

/** In the order in which they want attention. */
export const JOB_STATES = ['dead', 'failed', 'waiting', 'running', 'done'] as const satisfies JobState[];

export const MAIL_STATES = [
  'failed',
  'queued',
  'uncertain',
  'suppressed',
  'kept',
  'sent',
] as const satisfies DeliveryState[];

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
