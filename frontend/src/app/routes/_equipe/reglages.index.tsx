import { createFileRoute, redirect } from '@tanstack/react-router';

export const Route = createFileRoute('/_equipe/reglages/')({
  beforeLoad: () => {
    throw redirect({ to: '/reglages/club' });
  },
});
