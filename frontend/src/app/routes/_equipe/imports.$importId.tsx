import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { appWords } from '@/app/words';
import { ImportPage, readImportSearch } from '@/features/imports';
import { useWords } from '@/language';

export const Route = createFileRoute('/_equipe/imports/$importId')({
  validateSearch: readImportSearch,
  component: function OneImport() {
    const { importId } = Route.useParams();
    const search = readImportSearch(Route.useSearch() as Record<string, unknown>);
    const account = useAccount();
    const w = useWords(appWords);
    const navigate = useNavigate();
    return (
      <ImportPage
        key={importId}
        importId={importId}
        search={search}
        reason={account?.role === 'reader' ? w.readOnly : null}
        onSearch={(next) =>
          void navigate({
            to: '/imports/$importId',
            params: { importId },
            search: next,
            replace: true,
            resetScroll: false,
          })
        }
      />
    );
  },
});
