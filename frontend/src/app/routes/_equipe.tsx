import { createFileRoute } from '@tanstack/react-router';
import { staffOnly } from '@/app/guards';
import { StaffFrame } from '@/app/pages/StaffFrame';

export const Route = createFileRoute('/_equipe')({
  beforeLoad: async ({ location }) => ({ account: await staffOnly(location.href) }),
  component: StaffFrame,
});
