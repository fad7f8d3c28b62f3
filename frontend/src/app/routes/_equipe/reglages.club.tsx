import { createFileRoute } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { settingsRefusal } from '@/app/pages/SettingsPage';
import { appWords } from '@/app/words';
import { ClubSettings } from '@/features/club';
import { useWords } from '@/language';

export const Route = createFileRoute('/_equipe/reglages/club')({
  component: function Settings() {
    return <ClubSettings reason={settingsRefusal(useAccount(), useWords(appWords))} />;
  },
});
