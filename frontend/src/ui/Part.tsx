/** Where a part of the screen opens that somebody asked for, and that may have to be fetched first. */
import { type ReactNode, Suspense, useEffect } from 'react';
import { holdKeys } from './heldKeys';

/**
 * Nothing stands in its place for the moment it takes, and what one types in that moment goes into it. What comes by
 * itself stands in a `Suspense`: nobody types for it.
 */
export function Part({ children }: { children: ReactNode }) {
  return <Suspense fallback={<HeldKeys />}>{children}</Suspense>;
}

function HeldKeys() {
  useEffect(() => {
    const release = holdKeys();
    return () => void release();
  }, []);
  return null;
}
