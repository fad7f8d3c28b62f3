import { createFileRoute, redirect } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { MySeatsPage } from '@/features/members';

export const Route = createFileRoute('/_espace/mon-espace/')({
  beforeLoad: ({ context }) => {
    const [only, second] = context.account.organisations;
    if (only && !second)
      throw redirect({ to: '/mon-espace/$memberId', params: { memberId: only.member_id } });
  },
  component: function Seats() {
    const account = useAccount();
    return account && <MySeatsPage account={account} />;
  },
});
