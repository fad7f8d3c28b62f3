import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { appWords } from '@/app/words';
import { EventsPage, readEventSearch } from '@/features/events';
import { useWords } from '@/language';

export const Route = createFileRoute('/_equipe/programme/')({
  validateSearch: readEventSearch,
  component: function Events() {
    const account = useAccount();
    const w = useWords(appWords);
    const navigate = useNavigate();
    return (
      <EventsPage
        search={readEventSearch(Route.useSearch() as Record<string, unknown>)}
        onSearch={(search) => void navigate({ to: '/programme', search })}
        reason={account?.role === 'reader' ? w.readOnly : null}
      />
    );
  },
});
