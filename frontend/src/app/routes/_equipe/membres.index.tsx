import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { MemberListPage, readMemberSearch } from '@/features/members';

export const Route = createFileRoute('/_equipe/membres/')({
  validateSearch: readMemberSearch,
  component: function Members() {
    const search = Route.useSearch();
    const account = useAccount();
    const navigate = useNavigate();
    if (!account) return null;
    return (
      <MemberListPage
        account={account}
        search={search}
        onSearch={(next, replace = false) => void navigate({ to: '/membres', search: next, replace })}
      />
    );
  },
});
