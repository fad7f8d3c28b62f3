import { createFileRoute } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { settingsRefusal } from '@/app/pages/SettingsPage';
import { appWords } from '@/app/words';
import { DirectorySettings } from '@/features/directory';
import { useWords } from '@/language';

export const Route = createFileRoute('/_equipe/reglages/annuaire')({
  component: function Settings() {
    return <DirectorySettings reason={settingsRefusal(useAccount(), useWords(appWords))} />;
  },
});
