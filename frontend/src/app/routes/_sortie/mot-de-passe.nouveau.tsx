import { createFileRoute, useRouter } from '@tanstack/react-router';
import { ResetPage } from '@/features/accounts';

export const Route = createFileRoute('/_sortie/mot-de-passe/nouveau')({
  component: function Token() {
    const router = useRouter();
    return <ResetPage onSignedIn={() => router.history.replace('/')} />;
  },
});
