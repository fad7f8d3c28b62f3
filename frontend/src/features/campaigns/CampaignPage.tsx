/** One campaign: before it is sent, who gets it and who can't be reached; after, what was answered and what to do next. */
import { IconArrowLeft, IconPhone } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Campaign, failureOf, type RecipientStage, STAGES } from '@/api';
import { TO_CALL } from '@/features/follow_up';
import { grammar, useDays, useLanguage, useWords } from '@/language';
import { Card, FailureNotice, Figure, FigureStrip, LinkButton, Note, Page, Skeleton } from '@/ui';
import { silent } from './audience';
import { CampaignActions } from './CampaignActions';
import css from './campaigns.module.css';
import { StateMark } from './marks';
import { campaignQuery, isOnItsWay } from './queries';
import { RecipientList } from './RecipientList';
import { campaignsWords } from './words';

/** As the members’ list asks for them. */
const UNANSWERED = { field: 'to_call', op: 'eq', value: true } as const;

interface CampaignProps {
  id: string;
  stage: RecipientStage | undefined;
  onStage: (stage: RecipientStage | undefined) => void;
}

export function CampaignPage({ id, stage, onStage }: CampaignProps) {
  const w = useWords(campaignsWords);
  const days = useDays();
  const found = useQuery(campaignQuery(id));
  const campaign = found.data;
  return (
    <Page
      title={campaign?.name ?? w.title}
      before={
        <Link to="/campagnes" className={css.back}>
          <IconArrowLeft size={20} stroke={1.75} aria-hidden /> {w.back}
        </Link>
      }
      lead={
        campaign &&
        [
          w.of(campaign.audience ?? null),
          campaign.sent_at
            ? w.sentOn(days.instant(campaign.sent_at))
            : w.made(campaign.by, days.instant(campaign.created_at)),
        ].join(' · ')
      }
      actions={campaign && <CampaignActions campaign={campaign} />}
    >
      {found.isPending && <Skeleton lines={8} />}
      {found.isError && (
        <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      {campaign && (
        <>
          <div>
            <StateMark state={campaign.state} />
          </div>
          {isOnItsWay(campaign) && (
            <p role="status">
              {w.progress(campaign.counts.total - campaign.counts.waiting, campaign.counts.total)}
            </p>
          )}
          {campaign.state === 'draft' ? <Ready campaign={campaign} /> : <Figures campaign={campaign} />}
          {campaign.state === 'closed' && silent(campaign) > 0 && <ToCall campaign={campaign} />}
          {campaign.words && (
            <Card title={w.words}>
              <p className={css.said}>{campaign.words}</p>
            </Card>
          )}
          <RecipientList campaign={campaign} stage={stage} onStage={onStage} />
        </>
      )}
    </Page>
  );
}

function Ready({ campaign: { counts } }: { campaign: Campaign }) {
  const w = useWords(campaignsWords);
  return (
    <>
      <p>{w.ready(counts.waiting, counts.total)}</p>
      {counts.unreachable > 0 && <Note tone="warn">{w.unreachableHint(counts.unreachable)}</Note>}
    </>
  );
}

function Figures({ campaign: { id, counts } }: { campaign: Campaign }) {
  const w = useWords(campaignsWords);
  const { number, percent } = grammar(useLanguage());
  return (
    <FigureStrip label={w.figures}>
      {STAGES.filter((one) => counts[one] > 0 || one === 'right' || one === 'sent').map((one) => (
        <Figure
          key={one}
          value={number(counts[one])}
          share={counts.total > 0 ? percent(counts[one] / counts.total) : null}
          label={
            <Link to="/campagnes/$campaignId" params={{ campaignId: id }} search={{ etat: one }}>
              {w.stages[one]}
            </Link>
          }
        />
      ))}
    </FigureStrip>
  );
}

function ToCall({ campaign }: { campaign: Campaign }) {
  const w = useWords(campaignsWords);
  return (
    <Note>
      <p>{w.toCallHint}</p>
      <div className={css.links}>
        <LinkButton
          look="main"
          to="/membres"
          search={{ filtre: UNANSWERED }}
          icon={<IconPhone size={20} stroke={1.75} aria-hidden />}
        >
          {w.toCall(silent(campaign))}
        </LinkButton>
        <LinkButton to="/" search={{ etat: TO_CALL }}>
          {w.inTheWeek}
        </LinkButton>
      </div>
    </Note>
  );
}
