import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { MailKept } from '@/app/pages/MailKept';

export const Route = createFileRoute('/_equipe/reglages/courriers')({
  validateSearch: (raw: Record<string, unknown>): { message?: string } =>
    typeof raw.message === 'string' ? { message: raw.message } : {},
  component: function Mails() {
    const { message } = Route.useSearch();
    const navigate = useNavigate();
    return (
      <MailKept
        open={message}
        onOpen={(id) => void navigate({ to: '/reglages/courriers', search: id ? { message: id } : {} })}
      />
    );
  },
});
