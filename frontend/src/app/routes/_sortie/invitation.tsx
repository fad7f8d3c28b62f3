import { createFileRoute, useRouter } from '@tanstack/react-router';
import { InvitationPage } from '@/features/accounts';

export const Route = createFileRoute('/_sortie/invitation')({
  component: function Token() {
    const router = useRouter();
    return <InvitationPage onSignedIn={() => router.history.replace('/')} />;
  },
});
