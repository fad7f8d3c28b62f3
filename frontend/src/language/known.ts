/** Promises that React reads at once when they are fulfilled already: it sees on the promise itself whether it has to wait. */

export const there = <T>(value: T, promise: Promise<T> = Promise.resolve(value) as Promise<T>): Promise<T> =>
  Object.assign(promise, { status: 'fulfilled', value });

export function known<T>(promise: Promise<T>): Promise<T> {
  void promise.then(
    (value) => there(value, promise),
    () => undefined,
  );
  return promise;
}
