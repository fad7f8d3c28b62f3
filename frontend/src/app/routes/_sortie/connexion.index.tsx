import { useQuery } from '@tanstack/react-query';
import { createFileRoute, redirect, useRouter } from '@tanstack/react-router';
import { session } from '@/api';
import { safeReturn } from '@/app/guards';
import { SignInPage } from '@/features/accounts';
import { publicClubQuery } from '@/features/club';

interface SignInSearch {
  par?: 'lien';
  retour?: string;
}

export const Route = createFileRoute('/_sortie/connexion/')({
  validateSearch: (raw: Record<string, unknown>): SignInSearch => ({
    ...(raw.par === 'lien' ? { par: 'lien' as const } : {}),
    ...(typeof raw.retour === 'string' ? { retour: raw.retour } : {}),
  }),
  beforeLoad: ({ search }) => {
    if (session.account()) throw redirect({ href: safeReturn(search.retour) });
  },
  component: function SignIn() {
    const { par, retour } = Route.useSearch();
    const router = useRouter();
    const club = useQuery(publicClubQuery);
    return (
      <SignInPage
        way={par === 'lien' ? 'link' : 'password'}
        demo={club.data?.demo ?? null}
        onSignedIn={() => router.history.push(safeReturn(retour))}
      />
    );
  },
});
