import { createFileRoute } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { appWords } from '@/app/words';
import { KeywordSettings, TemplateSettings } from '@/features/practice_sheets';
import { useWords } from '@/language';

export const Route = createFileRoute('/_equipe/reglages/mots-cles')({
  component: function Settings() {
    const w = useWords(appWords);
    const reason = useAccount()?.role === 'reader' ? w.readOnly : null;
    return (
      <>
        <KeywordSettings reason={reason} />
        <TemplateSettings reason={reason} />
      </>
    );
  },
});
