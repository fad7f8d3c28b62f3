/** Pages with work that is not saved ask before they go: whoever leads away from them asks here first. */

/** Whether one may leave; it may ask the person. */
export type Door = () => Promise<boolean>;

const doors = new Set<Door>();

/** A page with such work stands; the answer takes it away. */
export function watch(door: Door): () => void {
  doors.add(door);
  return () => doors.delete(door);
}

export async function mayLeave(): Promise<boolean> {
  for (const door of doors) if (!(await door())) return false;
  return true;
}
