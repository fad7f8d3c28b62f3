/** A screen of a hand's width: cards instead of tables. */
import { useSyncExternalStore } from 'react';

const hand = () => globalThis.matchMedia?.('(max-width: 767px)');

export const isPhone = (): boolean => hand()?.matches ?? false;

function watch(tell: () => void) {
  const query = hand();
  query?.addEventListener('change', tell);
  return () => query?.removeEventListener('change', tell);
}

export function usePhone(): boolean {
  return useSyncExternalStore(watch, isPhone);
}
