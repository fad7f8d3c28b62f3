import { createFileRoute } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { MEMBER_TABS, type MemberTab } from '@/app/memberTabs';
import { MemberPage } from '@/app/pages/MemberPage';

function readTab(raw: unknown): MemberTab | undefined {
  return MEMBER_TABS.find((name) => name === raw);
}

export const Route = createFileRoute('/_equipe/membres/$memberId')({
  validateSearch: (raw: Record<string, unknown>): { onglet?: MemberTab; fusionnee?: true } => {
    const tab = readTab(raw.onglet);
    return { ...(tab && { onglet: tab }), ...(raw.fusionnee === true && { fusionnee: true }) };
  },
  component: function Member() {
    const { memberId } = Route.useParams();
    const { onglet, fusionnee } = Route.useSearch();
    const account = useAccount();
    return (
      account && (
        <MemberPage
          key={memberId}
          memberId={memberId}
          tab={readTab(onglet) ?? 'fiche'}
          moved={fusionnee === true}
          account={account}
        />
      )
    );
  },
});
