/** The desk in React: one context, and subscriptions that redraw only on what they look at. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Desk } from '../engine/desk';
import type { Topic } from '../engine/signals';

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('outside of a sheet');
  return desk;
}

/** `look` must give the same thing as long as nothing changed: a primitive, or an object kept by the engine. */
export function useLook<T>(topic: Topic, look: (desk: Desk) => T): T {
  const desk = useDesk();
  const snapshot = () => look(desk);
  return useSyncExternalStore(desk.engine.signals.on(topic), snapshot, snapshot);
}
