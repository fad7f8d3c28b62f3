import { createFileRoute } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { appWords } from '@/app/words';
import { FieldSettings } from '@/features/members';
import { useWords } from '@/language';

export const Route = createFileRoute('/_equipe/reglages/champs')({
  component: function Settings() {
    const w = useWords(appWords);
    return <FieldSettings reason={useAccount()?.role === 'reader' ? w.readOnly : null} />;
  },
});
