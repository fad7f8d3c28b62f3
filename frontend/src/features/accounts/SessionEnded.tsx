import { Suspense } from 'react';
import { useAccount, useSessionEnded } from '@/api';
import { lazyPart } from '@/ui';

const SignInAgain = lazyPart(() => import('./SignInAgain').then((part) => part.SignInAgain));

/** Asks who was thrown out (a session that ran out, or that was ended elsewhere) to come in again. */
export function SessionEnded({ onLeave }: { onLeave: () => void }) {
  const account = useAccount();
  const ended = useSessionEnded();
  return (
    <Suspense fallback={null}>
      {ended && account && <SignInAgain account={account} onLeave={onLeave} />}
    </Suspense>
  );
}
