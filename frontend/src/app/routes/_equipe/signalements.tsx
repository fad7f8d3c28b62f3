import { createFileRoute, useNavigate } from '@tanstack/react-router';
import type { ReportState } from '@/api';
import { ReportsPage } from '@/features/directory';

const STATES = { corrigees: 'mended', 'sans-suite': 'nothing_to_mend' } as const;
type Told = keyof typeof STATES;

export const Route = createFileRoute('/_equipe/signalements')({
  validateSearch: (raw: Record<string, unknown>): { etat?: Told } =>
    raw.etat === 'corrigees' || raw.etat === 'sans-suite' ? { etat: raw.etat } : {},
  component: function Reports() {
    const { etat } = Route.useSearch();
    const navigate = useNavigate();
    const state: ReportState = etat ? STATES[etat] : 'waiting';
    return (
      <ReportsPage
        state={state}
        onState={(next) => {
          const told = (Object.keys(STATES) as Told[]).find((one) => STATES[one] === next);
          void navigate({ to: '/signalements', search: told ? { etat: told } : {} });
        }}
      />
    );
  },
});
