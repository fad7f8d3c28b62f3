import { createFileRoute } from '@tanstack/react-router';
import { signedIn } from '@/app/guards';
import { MemberFrame } from '@/app/pages/MemberFrame';

export const Route = createFileRoute('/_espace')({
  beforeLoad: async ({ location }) => ({ account: await signedIn(location.href) }),
  component: MemberFrame,
});
