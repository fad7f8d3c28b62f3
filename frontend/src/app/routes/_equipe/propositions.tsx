import { createFileRoute } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { ProposalsPage, proposalsWords } from '@/features/members';
import { useWords } from '@/language';

interface Search {
  etat?: 'decidees';
  membre?: string;
}

export const Route = createFileRoute('/_equipe/propositions')({
  validateSearch: (raw: Record<string, unknown>): Search => ({
    ...(raw.etat === 'decidees' && { etat: 'decidees' as const }),
    ...(typeof raw.membre === 'string' && { membre: raw.membre }),
  }),
  component: function Proposals() {
    const { etat, membre } = Route.useSearch();
    const navigate = Route.useNavigate();
    const w = useWords(proposalsWords);
    return (
      <ProposalsPage
        state={etat === 'decidees' ? 'decided' : 'waiting'}
        onState={(state) =>
          void navigate({
            search: { ...(membre && { membre }), ...(state === 'decided' && { etat: 'decidees' as const }) },
            replace: true,
          })
        }
        member={membre}
        reason={useAccount()?.role === 'reader' ? w.readerOnly : null}
      />
    );
  },
});
