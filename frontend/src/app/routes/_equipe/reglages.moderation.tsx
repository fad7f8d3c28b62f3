import { createFileRoute } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { settingsRefusal } from '@/app/pages/SettingsPage';
import { appWords } from '@/app/words';
import { ModerationSettings } from '@/features/members';
import { useWords } from '@/language';

export const Route = createFileRoute('/_equipe/reglages/moderation')({
  component: function Settings() {
    return <ModerationSettings reason={settingsRefusal(useAccount(), useWords(appWords))} />;
  },
});
