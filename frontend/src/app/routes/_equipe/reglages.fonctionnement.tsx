import { createFileRoute } from '@tanstack/react-router';
import { OperationsPage } from '@/app/pages/operations/OperationsPage';
import { operationsSearch } from '@/app/pages/operations/told';

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
