import { useEffect, useRef, useState } from 'react';
import { download, type Failure, failureOf } from '@/api';

export interface Received {
  done: number;
  total: number | null;
}

/** One download, with how far it is and why it failed; whoever goes away ends it. */
export function useDownload() {
  const [busy, setBusy] = useState(false);
  const [progress, setProgress] = useState<Received | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  /** The name under which it was saved; none when it failed or was ended. */
  const run = async (path: string): Promise<string | null> => {
    const own = new AbortController();
    stop.current = own;
    setBusy(true);
    setProgress(null);
    setFailure(null);
    try {
      return await download(path, null, {
        signal: own.signal,
        onProgress: (done, total) => setProgress({ done, total }),
      });
    } catch (error) {
      if (!own.signal.aborted) setFailure(failureOf(error));
      return null;
    } finally {
      if (!own.signal.aborted) setBusy(false);
    }
  };
  return { run, busy, progress, failure };
}
