/** What the screen and the pointer are like, now and as they change. */
import { useCallback, useSyncExternalStore } from 'react';

/** A screen of a hand's width: cards instead of tables. */
const HAND = '(max-width: 767px)';

export const matches = (query: string): boolean => globalThis.matchMedia?.(query).matches ?? false;

export function useMedia(query: string): boolean {
  const watch = useCallback(
    (tell: () => void) => {
      const list = globalThis.matchMedia?.(query);
      list?.addEventListener('change', tell);
      return () => list?.removeEventListener('change', tell);
    },
    [query],
  );
  return useSyncExternalStore(watch, () => matches(query));
}

export const isPhone = (): boolean => matches(HAND);
export const usePhone = (): boolean => useMedia(HAND);
