import { useEffect } from 'react';

/** Nobody stirs: then once the page has been at rest for so long, looked at in such steps, both in milliseconds. */
const REST = 3000;
const STEP = 500;
/** What only a person does: a page also scrolls by itself. */
const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'wheel'] as const;

/** On a slow network or machine the page itself may take longer than that: it goes first. */
const isLoading = () => document.querySelector('[data-loading], main [aria-busy=true]') !== null;

/** Fetches once what will likely be wanted next, at the first sign of a person or a little later: not while the page itself is loading. */
export function useReadyFor(fetchPart: () => unknown) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, whatever the part is later
  useEffect(() => {
    const signs = new AbortController();
    const begin = () => {
      signs.abort();
      window.clearInterval(timer);
      // What can't be fetched now is fetched when it is asked for.
      void Promise.resolve(fetchPart()).catch(() => undefined);
    };
    let rested = 0;
    const timer = window.setInterval(() => {
      rested = isLoading() ? 0 : rested + STEP;
      if (rested >= REST) begin();
    }, STEP);
    for (const sign of SIGNS) {
      window.addEventListener(sign, begin, { signal: signs.signal, passive: true, capture: true });
    }
    return () => {
      signs.abort();
      window.clearInterval(timer);
    };
  }, []);
}
