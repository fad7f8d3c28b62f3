import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { appWords } from '@/app/words';
import { readSheetSearch, SheetsPage } from '@/features/practice_sheets';
import { useWords } from '@/language';

export const Route = createFileRoute('/_equipe/redaction/')({
  validateSearch: readSheetSearch,
  component: function Sheets() {
    const account = useAccount();
    const w = useWords(appWords);
    const navigate = useNavigate();
    return (
      <SheetsPage
        search={readSheetSearch(Route.useSearch() as Record<string, unknown>)}
        onSearch={(search, replace = false) => void navigate({ to: '/redaction', search, replace })}
        reason={account?.role === 'reader' ? w.readOnly : null}
      />
    );
  },
});
