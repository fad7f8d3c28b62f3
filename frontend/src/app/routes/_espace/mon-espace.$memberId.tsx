import { createFileRoute } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useAccount } from '@/api';
import { OwnEvents } from '@/features/events';
import { MyMemberPage, OWN_TABS, type OwnTab } from '@/features/members';
import { OwnSheets } from '@/features/practice_sheets';
import { Skeleton } from '@/ui';

const readTab = (raw: unknown): OwnTab | undefined => OWN_TABS.find((name) => name === raw);

export const Route = createFileRoute('/_espace/mon-espace/$memberId')({
  validateSearch: (raw: Record<string, unknown>): { onglet?: OwnTab } => {
    const tab = readTab(raw.onglet);
    return tab ? { onglet: tab } : {};
  },
  component: function Mine() {
    const { memberId } = Route.useParams();
    const { onglet } = Route.useSearch();
    const account = useAccount();
    return (
      account && (
        <MyMemberPage
          key={memberId}
          memberId={memberId}
          tab={readTab(onglet) ?? 'fiche'}
          account={account}
          sheets={<OwnSheets memberId={memberId} />}
          events={
            <Suspense fallback={<Skeleton lines={8} />}>
              <OwnEvents memberId={memberId} />
            </Suspense>
          }
        />
      )
    );
  },
});
