import { createFileRoute, redirect } from '@tanstack/react-router';
import { session } from '@/api';
import { isFirstStart } from '@/app/firstStart';
import { SignedOutFrame } from '@/app/pages/SignedOutFrame';

export const Route = createFileRoute('/_sortie')({
  beforeLoad: async () => {
    if (!session.account() && (await isFirstStart())) throw redirect({ to: '/installation', search: {} });
  },
  component: SignedOutFrame,
});
