import { type RefObject, useEffect, useRef } from 'react';

/**
 * For a list whose lines go away once they are seen to: when one takes the focus with it, the line in its place gets
 * it, and the title of the page where none is left.
 */
export function useFocusKept<T extends HTMLElement>(count: number): RefObject<T | null> {
  const list = useRef<T>(null);
  const at = useRef(-1);
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      at.current = [...(list.current?.children ?? [])].findIndex((line) => line.contains(target as Node));
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each line that comes or goes
  useEffect(() => {
    if (at.current < 0 || document.activeElement !== document.body) return;
    const line = [...(list.current?.children ?? [])].slice(0, at.current + 1).pop();
    const place = line?.querySelector<HTMLElement>('[tabindex="-1"]') ?? line;
    if (place instanceof HTMLElement) {
      place.tabIndex = -1;
      place.focus();
    } else document.querySelector<HTMLElement>('main h1')?.focus();
  }, [count]);
  return list;
}
