import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { sentenceOf, session, useAccount } from '@/api';
import { SessionEnded } from '@/features/accounts';
import { publicClubQuery } from '@/features/club';
import { wipeDoors } from '@/features/events';
import { Toasts, useScheme, wearColours } from '@/ui';
import { Unsaved } from './pages/Unsaved';
import { queryClient, router } from './router';

/** Another person, or another way in: from the sign-in page. */
function leave() {
  session.close();
  queryClient.clear();
  wipeDoors();
  void router.navigate({ to: '/connexion', search: {} });
}

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Colours />
      <RouterProvider router={router} />
      <SecondFactorDue />
      <Unsaved />
      <SessionEnded onLeave={leave} />
      <Toasts tellFailure={sentenceOf} />
    </QueryClientProvider>
  );
}

/** Whoever signed in again over a page may owe the second step by now. */
function SecondFactorDue() {
  const due = useAccount()?.second_factor_due ?? false;
  useEffect(() => {
    const { pathname, href } = router.state.location;
    if (due && pathname !== '/deux-etapes' && pathname !== '/connexion')
      void router.navigate({ to: '/deux-etapes', search: { retour: href } });
  }, [due]);
  return null;
}

/** The instance's own colours over the default ones. */
function Colours() {
  const scheme = useScheme();
  const club = useQuery(publicClubQuery);
  const colours = club.data?.colours ?? null;
  useEffect(() => wearColours(colours, scheme), [colours, scheme]);
  return null;
}
