/** The members' sheet while it is off the screen: cells to mend and steps to undo outlive a look at another page. */
import type { Shelf } from '@/sheet';

let kept: { account: string; shelf: Shelf } | null = null;

/** What this account left; nobody else's. */
export function shelfOf(account: string): Shelf {
  if (kept?.account !== account) kept = { account, shelf: {} };
  return kept.shelf;
}

/** Whoever signs out leaves nothing behind. */
export function emptyShelf(): void {
  kept = null;
}
