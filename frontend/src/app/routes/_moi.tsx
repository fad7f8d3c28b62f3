import { createFileRoute } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { signedIn } from '@/app/guards';
import { MemberFrame } from '@/app/pages/MemberFrame';
import { StaffFrame } from '@/app/pages/StaffFrame';

/** Pages of the person, whichever door they came by. */
export const Route = createFileRoute('/_moi')({
  beforeLoad: async ({ location }) => ({ account: await signedIn(location.href) }),
  component: function Mine() {
    return useAccount()?.role ? <StaffFrame /> : <MemberFrame />;
  },
});
