import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { MemberBook } from '@/app/pages/MemberBook';
import { fetchList } from '@/app/pages/memberParts';
import { readMemberSearch, unreadOf } from '@/features/members';

export const Route = createFileRoute('/_equipe/membres/')({
  validateSearch: readMemberSearch,
  loader: fetchList,
  component: function Members() {
    // The router hands on what it doesn't know beside what it does; the server refuses that.
    const raw = Route.useSearch() as Record<string, unknown>;
    const account = useAccount();
    const navigate = useNavigate();
    if (!account) return null;
    return (
      <MemberBook
        account={account}
        search={readMemberSearch(raw)}
        unread={unreadOf(raw)}
        onSearch={(next, replace = false) => void navigate({ to: '/membres', search: next, replace })}
      />
    );
  },
});
