/** A part of the screen that is fetched when it is first opened. */
import { type ReactNode, Suspense, useEffect } from 'react';
import { holdKeys } from './heldKeys';

/** Nothing stands in its place for the moment it takes, and what one types in that moment goes into it. */
export function Part({ children }: { children: ReactNode }) {
  return <Suspense fallback={<HeldKeys />}>{children}</Suspense>;
}

function HeldKeys() {
  useEffect(() => {
    const release = holdKeys();
    return () => release();
  }, []);
  return null;
}
