import { createFileRoute, redirect } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { MailRelaySettings } from '@/features/club';

export const Route = createFileRoute('/_equipe/reglages/envoi')({
  beforeLoad: ({ context }) => {
    if (context.account.role !== 'admin') throw redirect({ to: '/reglages/club' });
  },
  component: function Settings() {
    const account = useAccount();
    return account && <MailRelaySettings email={account.email} />;
  },
});
