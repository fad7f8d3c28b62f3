import { createFileRoute } from '@tanstack/react-router';
import { DoorPage } from '@/features/events';

export const Route = createFileRoute('/_equipe/programme/$eventId/accueil')({
  component: function AtTheDoor() {
    const { eventId } = Route.useParams();
    return <DoorPage key={eventId} id={eventId} />;
  },
});
