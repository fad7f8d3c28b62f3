/** The members' sheet while it is off the screen: cells to mend and steps to undo outlive a look at another page. */
import type { Shelf } from '@/sheet';

let kept: { account: string; shelf: Shelf } | null = null;

/** What this account left; nobody else's. */
export function shelfOf(account: string): Shelf {
  if (kept?.account !== account) kept = { account, shelf: {} };
  return kept.shelf;
}

/** The sheet's desk, on the screen or off it. */
export const keptDesk = () => kept?.shelf.desk;

/** Whoever signs out leaves nothing behind. */
export function emptyShelf(): void {
  kept = null;
}
