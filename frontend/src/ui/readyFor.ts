import { useEffect } from 'react';

/** Nobody stirs: then once the page has surely finished loading, in milliseconds. */
const WAIT = 3000;
const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'scroll'] as const;

/** Fetches once what will likely be wanted next, at the first sign of a person or a little later: not while the page itself is loading. */
export function useReadyFor(fetchPart: () => unknown) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, whatever the part is later
  useEffect(() => {
    const signs = new AbortController();
    const begin = () => {
      signs.abort();
      window.clearTimeout(timer);
      fetchPart();
    };
    const timer = window.setTimeout(begin, WAIT);
    for (const sign of SIGNS) {
      window.addEventListener(sign, begin, { signal: signs.signal, passive: true, capture: true });
    }
    return () => {
      signs.abort();
      window.clearTimeout(timer);
    };
  }, []);
}
