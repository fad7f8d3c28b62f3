import { createFileRoute, useRouter } from '@tanstack/react-router';
import { RedeemLinkPage } from '@/features/accounts';

export const Route = createFileRoute('/_sortie/connexion/lien')({
  component: function Token() {
    const router = useRouter();
    return <RedeemLinkPage onSignedIn={() => router.history.replace('/')} />;
  },
});
