import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { type RecipientStage, STAGES } from '@/api';
import { CampaignPage } from '@/features/campaigns';

export const Route = createFileRoute('/_equipe/campagnes/$campaignId')({
  validateSearch: (raw: Record<string, unknown>): { etat?: RecipientStage } => {
    const etat = STAGES.find((stage) => stage === raw.etat);
    return etat ? { etat } : {};
  },
  component: function Campaign() {
    const { campaignId } = Route.useParams();
    const { etat } = Route.useSearch();
    const navigate = useNavigate();
    return (
      <CampaignPage
        key={campaignId}
        id={campaignId}
        stage={etat}
        onStage={(stage) =>
          void navigate({
            to: '/campagnes/$campaignId',
            params: { campaignId },
            search: stage ? { etat: stage } : {},
            replace: true,
          })
        }
      />
    );
  },
});
