import { createFileRoute } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { MyAccountPage } from '@/features/accounts';

export const Route = createFileRoute('/_moi/mon-compte')({
  component: function Me() {
    const account = useAccount();
    return account && <MyAccountPage account={account} />;
  },
});
