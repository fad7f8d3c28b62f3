import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { OwnEventPage } from '@/features/events';

export const Route = createFileRoute('/_espace/mon-espace/rendez-vous/$eventId')({
  validateSearch: (raw: Record<string, unknown>): { membre?: string } =>
    typeof raw.membre === 'string' ? { membre: raw.membre } : {},
  component: function OwnEvent() {
    const { eventId } = Route.useParams();
    const { membre } = Route.useSearch();
    const account = useAccount();
    const navigate = useNavigate();
    return (
      account && (
        <OwnEventPage
          key={eventId}
          id={eventId}
          account={account}
          member={membre}
          onMember={(id) =>
            void navigate({
              to: '/mon-espace/rendez-vous/$eventId',
              params: { eventId },
              search: { membre: id },
              replace: true,
            })
          }
        />
      )
    );
  },
});
