import { useEffect, useState } from 'react';

/** The value as it was last left alone for this many milliseconds: what is typed is not asked letter by letter. */
export function useSettled<T>(value: T, wait: number): T {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), wait);
    return () => clearTimeout(timer);
  }, [value, wait]);
  return settled;
}
