import { createFileRoute, redirect, useRouter } from '@tanstack/react-router';
import { session, useAccount } from '@/api';
import { safeReturn } from '@/app/guards';
import { SecondFactorDuePage, signOut } from '@/features/accounts';

export const Route = createFileRoute('/_sortie/deux-etapes')({
  validateSearch: (raw: Record<string, unknown>): { retour?: string } =>
    typeof raw.retour === 'string' ? { retour: raw.retour } : {},
  beforeLoad: async ({ search }) => {
    const account = await session.restore();
    if (!account) throw redirect({ to: '/connexion', search });
    if (!account.second_factor_due) throw redirect({ href: safeReturn(search.retour) });
  },
  component: function SecondFactorDue() {
    const { retour } = Route.useSearch();
    const router = useRouter();
    const account = useAccount();
    return (
      account && (
        <SecondFactorDuePage
          account={account}
          onDone={() => router.history.push(safeReturn(retour))}
          onLeave={() => void signOut().finally(() => router.navigate({ to: '/connexion', search: {} }))}
        />
      )
    );
  },
});
