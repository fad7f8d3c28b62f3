import { createFileRoute } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { appWords } from '@/app/words';
import { TopicSettings } from '@/features/club';
import { useWords } from '@/language';

export const Route = createFileRoute('/_equipe/reglages/thematiques')({
  component: function Settings() {
    const w = useWords(appWords);
    return <TopicSettings reason={useAccount()?.role === 'reader' ? w.readOnly : null} />;
  },
});
