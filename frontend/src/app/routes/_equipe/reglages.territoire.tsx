import { createFileRoute } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { settingsRefusal } from '@/app/pages/SettingsPage';
import { appWords } from '@/app/words';
import { TerritorySettings } from '@/features/club';
import { useWords } from '@/language';

export const Route = createFileRoute('/_equipe/reglages/territoire')({
  component: function Settings() {
    return <TerritorySettings reason={settingsRefusal(useAccount(), useWords(appWords))} />;
  },
});
