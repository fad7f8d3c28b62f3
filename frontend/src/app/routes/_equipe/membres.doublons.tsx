import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { membersWords, PairsPage } from '@/features/members';
import { useWords } from '@/language';

export const Route = createFileRoute('/_equipe/membres/doublons')({
  validateSearch: (raw: Record<string, unknown>): { paires?: 'distinguees' } =>
    raw.paires === 'distinguees' ? { paires: 'distinguees' } : {},
  component: function Duplicates() {
    const { paires } = Route.useSearch();
    const account = useAccount();
    const navigate = useNavigate();
    const { readerOnly } = useWords(membersWords).list;
    if (!account) return null;
    return (
      <PairsPage
        apart={paires === 'distinguees'}
        onApart={(apart) =>
          void navigate({ to: '/membres/doublons', search: apart ? { paires: 'distinguees' } : {} })
        }
        reason={account.role === 'reader' ? readerOnly : null}
      />
    );
  },
});
