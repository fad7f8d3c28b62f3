/** Whether this instance waits for its first administrator; once it does not, it never will again. */
import type { SetupStep } from '@/api';
import { setupState } from '@/features/accounts';

let over = false;

export async function isFirstStart(): Promise<boolean> {
  if (over) return false;
  try {
    over = !(await setupState()).needed;
  } catch {
    // Without an answer the usual doors stay: they tell what is wrong.
    return false;
  }
  return !over;
}

/** The steps as the address names them, in their order. */
export const STEPS = ['compte', 'club', 'territoire', 'rythme', 'courriers', 'fin'] as const;
export type Step = (typeof STEPS)[number];

const OF_CLUB: Record<SetupStep, Step> = {
  club: 'club',
  territory: 'territoire',
  rhythm: 'rythme',
  mail: 'courriers',
  done: 'fin',
};
export const stepOf = (step: SetupStep): Step => OF_CLUB[step];

/** What there is of what the steps ask for. */
interface Chosen {
  name: boolean;
  communes: boolean;
  relay: boolean;
}

/** The steps that are behind and where something was chosen: one that was only passed is not done. */
export function doneSteps(reached: Step, { name, communes, relay }: Chosen): ReadonlySet<Step> {
  const open: Partial<Record<Step, boolean>> = { club: name, territoire: communes, courriers: relay };
  return new Set(STEPS.slice(0, STEPS.indexOf(reached)).filter((step) => open[step] !== false));
}

/** The later one: going back to a step does not lose how far one has come. */
export function further(present: SetupStep, next: SetupStep): SetupStep {
  const order: SetupStep[] = ['club', 'territory', 'rhythm', 'mail', 'done'];
  return order.indexOf(present) > order.indexOf(next) ? present : next;
}
