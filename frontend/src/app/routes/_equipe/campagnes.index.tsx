import { createFileRoute } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { appWords } from '@/app/words';
import { CampaignsPage } from '@/features/campaigns';
import { useWords } from '@/language';

export const Route = createFileRoute('/_equipe/campagnes/')({
  component: function Campaigns() {
    const account = useAccount();
    const w = useWords(appWords);
    return <CampaignsPage reason={account?.role === 'reader' ? w.readOnly : null} />;
  },
});
