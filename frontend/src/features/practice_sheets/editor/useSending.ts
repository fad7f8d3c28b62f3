/** Files on their way, one after the other: each with how far it is, and what became of it. */
import { useEffect, useRef, useState } from 'react';
import { sentenceOf, Unreachable } from '@/api';

export interface Sent {
  id: string;
  file: File;
  state: 'waits' | 'goes' | 'failed';
  /** From 0 to 1. */
  share: number;
  fault: string | null;
  /** It goes again by itself once there is a connection. */
  lost: boolean;
}

interface Sending {
  signal: AbortSignal;
  onProgress: (share: number) => void;
}

/** `send` is given the same key each time it is tried. */
export function useSending(send: (file: File, key: string, sending: Sending) => Promise<unknown>) {
  const [files, setFiles] = useState<Sent[]>([]);
  const latest = useRef(send);
  const going = useRef<{ id: string; stop: AbortController } | null>(null);
  useEffect(() => {
    latest.current = send;
  });
  const put = (id: string, part: Partial<Sent>) =>
    setFiles((all) => all.map((one) => (one.id === id ? { ...one, ...part } : one)));
  const drop = (id: string) => {
    if (going.current?.id === id) going.current.stop.abort();
    setFiles((all) => all.filter((one) => one.id !== id));
  };
  const next = files.find(({ state }) => state === 'waits');
  const busy = files.some(({ state }) => state === 'goes');
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each file whose turn it is
  useEffect(() => {
    if (!next || busy) return;
    const { id, file } = next;
    const stop = new AbortController();
    going.current = { id, stop };
    put(id, { state: 'goes', share: 0, fault: null, lost: false });
    latest
      .current(file, id, { signal: stop.signal, onProgress: (share) => put(id, { share }) })
      .then(() => drop(id))
      .catch((error) =>
        put(id, { state: 'failed', fault: sentenceOf(error), lost: error instanceof Unreachable }),
      )
      .finally(() => {
        if (going.current?.id === id) going.current = null;
      });
  }, [next?.id, busy]);
  useEffect(() => {
    const again = () =>
      setFiles((all) => all.map((one) => (one.lost ? { ...one, state: 'waits', lost: false } : one)));
    window.addEventListener('online', again);
    return () => {
      window.removeEventListener('online', again);
      going.current?.stop.abort();
    };
  }, []);
  return {
    files,
    add: (file: File) =>
      setFiles((all) => [
        ...all,
        { id: crypto.randomUUID(), file, state: 'waits', share: 0, fault: null, lost: false },
      ]),
    again: (id: string) => put(id, { state: 'waits', lost: false }),
    drop,
  };
}
