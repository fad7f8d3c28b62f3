/** Who wants to know what changed. The screen subscribes to the little it shows, so that an arrow key redraws two rows. */
export type Topic = 'selection' | 'rows' | 'shape' | 'editing' | 'issues' | 'work' | 'history';

export class Signals {
  private readonly listeners = new Map<Topic, Set<() => void>>();

  /** Made once per topic: a stable function for `useSyncExternalStore`. */
  private readonly doors = new Map<Topic, (listener: () => void) => () => void>();

  on(topic: Topic): (listener: () => void) => () => void {
    let door = this.doors.get(topic);
    if (!door) {
      const set = new Set<() => void>();
      this.listeners.set(topic, set);
      door = (listener) => {
        set.add(listener);
        return () => set.delete(listener);
      };
      this.doors.set(topic, door);
    }
    return door;
  }

  tell(...topics: Topic[]): void {
    for (const topic of topics) for (const listener of this.listeners.get(topic) ?? []) listener();
  }
}
