import { createFileRoute, redirect } from '@tanstack/react-router';
import { session, useAccount } from '@/api';
import { isFirstStart, STEPS, type Step } from '@/app/firstStart';
import { InstallationPage } from '@/app/pages/InstallationPage';

export const Route = createFileRoute('/installation')({
  validateSearch: (raw: Record<string, unknown>): { etape?: Step } => {
    const etape = STEPS.find((step) => step === raw.etape && step !== 'compte');
    return etape ? { etape } : {};
  },
  beforeLoad: async ({ location }) => {
    if (await session.restore()) {
      if (session.account()?.role !== 'admin') throw redirect({ to: '/' });
    } else if (!(await isFirstStart())) {
      throw redirect({ to: '/connexion', search: { retour: location.href.replace(/#.*$/, '') } });
    }
  },
  component: function Installation() {
    return <InstallationPage account={useAccount()} step={Route.useSearch().etape} />;
  },
});
