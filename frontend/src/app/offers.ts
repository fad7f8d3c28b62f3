/** What the page that is open offers to Ctrl K, beside what can be done from everywhere. */
import { useEffect, useId } from 'react';
import type { Command } from '@/features/members';

const offered = new Map<string, readonly Command[]>();
/** Asked for on another page, to be done on the page that offers it once it stands. */
let wanted: { id: string; until: number } | null = null;
/** How long a page may take to come, in milliseconds. */
const PATIENCE = 10_000;

/** Offers these as long as the page stands. */
export function useOffers(commands: readonly Command[]): void {
  const page = useId();
  useEffect(() => {
    offered.set(page, commands);
    const asked = wanted && commands.find(({ id }) => id === wanted?.id);
    if (!asked || !wanted) return;
    const inTime = performance.now() < wanted.until;
    wanted = null;
    if (inTime) asked.run();
  });
  useEffect(
    () => () => {
      offered.delete(page);
    },
    [page],
  );
}

export const offersNow = (): Command[] => [...offered.values()].flat();

/** Does what a page offers, there and then or as soon as it stands. */
export function doOnPage(id: string): void {
  const found = offersNow().find((command) => command.id === id);
  if (found) found.run();
  else wanted = { id, until: performance.now() + PATIENCE };
}
