import { createFileRoute } from '@tanstack/react-router';
import { session } from '@/api';
import { ConfirmEmailPage } from '@/features/accounts';

export const Route = createFileRoute('/_sortie/adresse')({
  // Whoever is signed in on this device goes on from here; nobody has to be.
  beforeLoad: () => session.restore().catch(() => null),
  component: ConfirmEmailPage,
});
