import { useEffect } from 'react';

/** Does once, when the page stands and the browser has time, what will likely be wanted next. */
export function useIdle(task: () => unknown) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, whatever the task is later
  useEffect(() => {
    // Safari has no idle time to give.
    if (!window.requestIdleCallback) {
      const timer = window.setTimeout(task, 1500);
      return () => window.clearTimeout(timer);
    }
    const ticket = window.requestIdleCallback(task, { timeout: 4000 });
    return () => window.cancelIdleCallback(ticket);
  }, []);
}
