import { createFileRoute } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { MEMBER_TABS, type MemberTab } from '@/app/memberTabs';
import { MemberPage } from '@/app/pages/MemberPage';

export const Route = createFileRoute('/_equipe/membres/$memberId')({
  validateSearch: (raw: Record<string, unknown>): { onglet?: MemberTab } => {
    const tab = MEMBER_TABS.find((name) => name === raw.onglet);
    return tab ? { onglet: tab } : {};
  },
  component: function Member() {
    const { memberId } = Route.useParams();
    const { onglet } = Route.useSearch();
    const account = useAccount();
    return (
      account && <MemberPage key={memberId} memberId={memberId} tab={onglet ?? 'fiche'} account={account} />
    );
  },
});
