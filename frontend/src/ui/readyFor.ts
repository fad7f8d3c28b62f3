import { useEffect } from 'react';

const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'scroll'] as const;

/** Fetches once what will likely be wanted next, at the first sign of a person: not while the page itself is loading. */
export function useReadyFor(fetchPart: () => unknown) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, whatever the part is later
  useEffect(() => {
    const signs = new AbortController();
    for (const sign of SIGNS) {
      window.addEventListener(
        sign,
        () => {
          signs.abort();
          fetchPart();
        },
        { signal: signs.signal, passive: true, capture: true },
      );
    }
    return () => signs.abort();
  }, []);
}
