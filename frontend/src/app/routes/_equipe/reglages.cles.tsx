import { createFileRoute } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { settingsRefusal } from '@/app/pages/SettingsPage';
import { appWords } from '@/app/words';
import { ApiKeySettings } from '@/features/accounts';
import { useWords } from '@/language';

export const Route = createFileRoute('/_equipe/reglages/cles')({
  component: function Settings() {
    return <ApiKeySettings reason={settingsRefusal(useAccount(), useWords(appWords))} />;
  },
});
