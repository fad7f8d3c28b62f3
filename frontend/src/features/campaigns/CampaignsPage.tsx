/** Every campaign, the newest first, each with how many have answered. */
import { IconMailQuestion } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type Campaign, failureOf } from '@/api';
import { useDays, useWords } from '@/language';
import { Button, EmptyState, FailureNotice, LoadMore, Page, Skeleton } from '@/ui';
import css from './campaigns.module.css';
import { StateMark } from './marks';
import { NewCampaignDialog } from './NewCampaignDialog';
import { campaignsQuery } from './queries';
import { campaignsWords } from './words';

/** `reason`: why none can be made. */
export function CampaignsPage({ reason }: { reason: string | null }) {
  const w = useWords(campaignsWords);
  const found = useInfiniteQuery(campaignsQuery);
  const [making, setMaking] = useState(false);
  const campaigns = found.data?.pages.flatMap((page) => page.items) ?? [];
  const make = (
    <Button
      look="main"
      reason={reason}
      icon={<IconMailQuestion size={20} stroke={1.75} aria-hidden />}
      onClick={() => setMaking(true)}
    >
      {w.new}
    </Button>
  );
  return (
    <Page title={w.title} lead={w.lead} actions={campaigns.length > 0 && make}>
      {found.isPending && <Skeleton lines={6} />}
      {found.isError && (
        <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.isSuccess && campaigns.length === 0 && (
        <EmptyState title={w.none} action={make}>
          {w.noneText}
        </EmptyState>
      )}
      {campaigns.length > 0 && (
        <>
          <ul className={css.campaigns} aria-label={w.list}>
            {campaigns.map((campaign) => (
              <CampaignItem key={campaign.id} campaign={campaign} />
            ))}
          </ul>
          <LoadMore
            shown={w.shown(campaigns.length)}
            busy={found.isFetchingNextPage}
            {...(found.hasNextPage ? { onMore: () => void found.fetchNextPage() } : {})}
          />
        </>
      )}
      {making && <NewCampaignDialog onClose={() => setMaking(false)} />}
    </Page>
  );
}

function CampaignItem({ campaign }: { campaign: Campaign }) {
  const w = useWords(campaignsWords);
  const days = useDays();
  const { counts } = campaign;
  const answered = counts.right + counts.corrected + counts.other;
  return (
    <li className={css.campaign}>
      <h2>
        <Link to="/campagnes/$campaignId" params={{ campaignId: campaign.id }}>
          {campaign.name}
        </Link>
      </h2>
      <StateMark state={campaign.state} />
      <span className={css.hint}>
        {[
          w.of(campaign.audience ?? null),
          campaign.sent_at && w.sentOn(days.instant(campaign.sent_at)),
          campaign.state === 'draft'
            ? w.ready(counts.waiting, counts.total)
            : w.answers(answered, counts.total),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </li>
  );
}
