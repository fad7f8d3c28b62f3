import { createFileRoute, useNavigate } from '@tanstack/react-router';
import type { JoinState } from '@/api';
import { JoinRequestsPage } from '@/features/members';

const STATES = { acceptees: 'approved', refusees: 'refused' } as const;
type Told = keyof typeof STATES;

export const Route = createFileRoute('/_equipe/adhesions')({
  validateSearch: (raw: Record<string, unknown>): { etat?: Told } =>
    raw.etat === 'acceptees' || raw.etat === 'refusees' ? { etat: raw.etat } : {},
  component: function JoinRequests() {
    const { etat } = Route.useSearch();
    const navigate = useNavigate();
    const state: JoinState = etat ? STATES[etat] : 'waiting';
    return (
      <JoinRequestsPage
        state={state}
        onState={(next) => {
          const told = (Object.keys(STATES) as Told[]).find((one) => STATES[one] === next);
          void navigate({ to: '/adhesions', search: told ? { etat: told } : {} });
        }}
      />
    );
  },
});
