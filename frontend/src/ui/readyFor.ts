import { useEffect } from 'react';

/** Nobody stirs: then once the page has been at rest for so long, in milliseconds. */
const WAIT = 3000;
const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'scroll'] as const;

/** On a slow network the page itself may take longer than that: it goes first. */
const isLoading = () => document.querySelector('[data-loading], main [aria-busy=true]') !== null;

/** Fetches once what will likely be wanted next, at the first sign of a person or a little later: not while the page itself is loading. */
export function useReadyFor(fetchPart: () => unknown) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, whatever the part is later
  useEffect(() => {
    const signs = new AbortController();
    const begin = () => {
      signs.abort();
      window.clearTimeout(timer);
      // What can't be fetched now is fetched when it is asked for.
      void Promise.resolve(fetchPart()).catch(() => undefined);
    };
    let timer = 0;
    const wait = () => {
      timer = window.setTimeout(() => (isLoading() ? wait() : begin()), WAIT);
    };
    wait();
    for (const sign of SIGNS) {
      window.addEventListener(sign, begin, { signal: signs.signal, passive: true, capture: true });
    }
    return () => {
      signs.abort();
      window.clearTimeout(timer);
    };
  }, []);
}
