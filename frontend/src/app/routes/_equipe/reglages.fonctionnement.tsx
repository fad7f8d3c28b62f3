import { createFileRoute } from '@tanstack/react-router';
import { operationsSearch } from '@/app/pages/operations/address';
import { OperationsPage } from '@/app/pages/operations/OperationsPage';

export const Route = createFileRoute('/_equipe/reglages/fonctionnement')({
  validateSearch: operationsSearch,
  component: function Operations() {
    const search = Route.useSearch();
    const navigate = Route.useNavigate();
    return (
      <OperationsPage
        search={search}
        onSearch={(next) => void navigate({ search: next, replace: true, resetScroll: false })}
      />
    );
  },
});
