import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { readSheetTab, SheetPage } from '@/features/practice_sheets';

export const Route = createFileRoute('/_equipe/redaction/$sheetId')({
  validateSearch: readSheetTab,
  component: function Sheet() {
    const { sheetId } = Route.useParams();
    const { onglet, champ } = Route.useSearch();
    const navigate = useNavigate();
    return (
      <SheetPage
        key={sheetId}
        id={sheetId}
        tab={onglet ?? 'fiche'}
        target={champ}
        place="desk"
        onPlace={(tab, target) =>
          void navigate({
            to: '/redaction/$sheetId',
            params: { sheetId },
            search: { ...(tab === 'suivi' && { onglet: tab }), ...(target && { champ: target }) },
            replace: true,
          })
        }
        onGone={() => void navigate({ to: '/redaction' })}
      />
    );
  },
});
