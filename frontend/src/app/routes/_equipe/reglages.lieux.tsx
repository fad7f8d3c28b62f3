import { createFileRoute } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { appWords } from '@/app/words';
import { PlaceSettings } from '@/features/events';
import { useWords } from '@/language';

export const Route = createFileRoute('/_equipe/reglages/lieux')({
  component: function Settings() {
    const w = useWords(appWords);
    return <PlaceSettings reason={useAccount()?.role === 'reader' ? w.readOnly : null} />;
  },
});
