import { createFileRoute } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { settingsRefusal } from '@/app/pages/SettingsPage';
import { appWords } from '@/app/words';
import { TopicSettings } from '@/features/club';
import { useWords } from '@/language';

export const Route = createFileRoute('/_equipe/reglages/thematiques')({
  component: function Settings() {
    return <TopicSettings reason={settingsRefusal(useAccount(), useWords(appWords))} />;
  },
});
