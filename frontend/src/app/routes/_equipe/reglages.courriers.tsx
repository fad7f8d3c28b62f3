/** Where the mails were once: addresses that people kept still lead to them. */
import { createFileRoute, redirect } from '@tanstack/react-router';
import { operationsSearch } from '@/app/pages/operations/address';

export const Route = createFileRoute('/_equipe/reglages/courriers')({
  validateSearch: operationsSearch,
  beforeLoad: ({ search }) => {
    throw redirect({ to: '/reglages/fonctionnement', search });
  },
});
