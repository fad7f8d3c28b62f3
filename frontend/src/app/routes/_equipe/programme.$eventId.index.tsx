import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { EventPage, readEventTab } from '@/features/events';

export const Route = createFileRoute('/_equipe/programme/$eventId/')({
  validateSearch: readEventTab,
  component: function OneEvent() {
    const { eventId } = Route.useParams();
    const { onglet } = Route.useSearch();
    const navigate = useNavigate();
    return (
      <EventPage
        key={eventId}
        id={eventId}
        tab={onglet ?? 'rendez-vous'}
        onGone={() => void navigate({ to: '/programme', search: { liste: 'brouillons' } })}
      />
    );
  },
});
