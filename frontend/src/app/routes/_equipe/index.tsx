import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { FOLLOW_UPS, useAccount } from '@/api';
import { SetupNotice } from '@/app/pages/SetupNotice';
import { LATE, POSTPONED, TO_CALL, WeekPage } from '@/features/follow_up';

function readState(raw: unknown): string | undefined {
  const word = [POSTPONED, TO_CALL].find((one) => one === raw);
  if (word) return word;
  const kept = (typeof raw === 'string' ? raw : '')
    .split(',')
    .filter((item) => FOLLOW_UPS.some((known) => known === item));
  return kept.length > 0 ? kept.join(',') : undefined;
}

export const Route = createFileRoute('/_equipe/')({
  validateSearch: (raw: Record<string, unknown>): { etat?: string } => {
    const etat = readState(raw.etat);
    return etat === undefined ? {} : { etat };
  },
  component: function Week() {
    const { etat } = Route.useSearch();
    const account = useAccount();
    const navigate = useNavigate();
    if (!account) return null;
    return (
      <>
        {account.role === 'admin' && <SetupNotice />}
        <WeekPage
          account={account}
          state={readState(etat) ?? LATE}
          onState={(state) =>
            void navigate({ to: '/', search: state === LATE ? {} : { etat: state }, replace: true })
          }
        />
      </>
    );
  },
});
