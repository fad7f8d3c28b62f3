import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Campaign, type CampaignRecipient, failureOf, type RecipientStage, STAGES } from '@/api';
import { useDays, useWords } from '@/language';
import { Card, Chip, FailureNotice, FilterChips, LoadMore, Skeleton, Table } from '@/ui';
import css from './campaigns.module.css';
import { StageMark } from './marks';
import { recipientsQuery } from './queries';
import { campaignsWords } from './words';

interface RecipientProps {
  campaign: Campaign;
  stage: RecipientStage | undefined;
  onStage: (stage: RecipientStage | undefined) => void;
}

/** Whom it asks, by name: the address that is used, or why there is none, and what came back. */
export function RecipientList({ campaign, stage, onStage }: RecipientProps) {
  const w = useWords(campaignsWords);
  const found = useInfiniteQuery(recipientsQuery(campaign, stage));
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  const { counts, state } = campaign;
  const told = (one: RecipientStage) =>
    state === 'draft' && one in w.draftStages ? w.draftStages[one as 'waiting'] : w.stages[one];
  const columns = [
    { key: 'member', title: w.member, cell: (row: CampaignRecipient) => <Member row={row} /> },
    { key: 'address', title: w.address, cell: (row: CampaignRecipient) => <Address row={row} /> },
    {
      key: 'state',
      title: w.state,
      cell: (row: CampaignRecipient) => <StageMark stage={row.stage}>{told(row.stage)}</StageMark>,
    },
    { key: 'when', title: w.when, cell: (row: CampaignRecipient) => <When row={row} /> },
  ];
  return (
    <Card title={w.recipients}>
      <div className={css.stages}>
        <FilterChips label={w.recipients}>
          <Chip pressed={stage === undefined} count={counts.total} onPress={() => onStage(undefined)}>
            {w.everybody}
          </Chip>
          {STAGES.filter((one) => counts[one] > 0 || one === stage).map((one) => (
            <Chip key={one} pressed={stage === one} count={counts[one]} onPress={() => onStage(one)}>
              {told(one)}
            </Chip>
          ))}
        </FilterChips>
      </div>
      {found.isPending && <Skeleton lines={6} />}
      {found.isError && (
        <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.isSuccess && rows.length === 0 && <p className={css.hint}>{w.nobody}</p>}
      {rows.length > 0 && (
        <>
          <Table
            caption={w.each}
            columns={columns}
            rows={rows}
            idOf={({ id }) => id}
            card={(row) => (
              <div className={css.card}>
                <Member row={row} />
                <StageMark stage={row.stage}>{told(row.stage)}</StageMark>
                <Address row={row} />
              </div>
            )}
          />
          <LoadMore
            shown={w.shownRecipients(rows.length, stage ? counts[stage] : counts.total)}
            busy={found.isFetchingNextPage}
            {...(found.hasNextPage ? { onMore: () => void found.fetchNextPage() } : {})}
          />
        </>
      )}
    </Card>
  );
}

function Member({ row: { member } }: { row: CampaignRecipient }) {
  return (
    <Link to="/membres/$memberId" params={{ memberId: member.id }}>
      {member.name}
    </Link>
  );
}

function Address({ row: { address, person, unreached } }: { row: CampaignRecipient }) {
  const w = useWords(campaignsWords);
  if (unreached) return <span className={css.hint}>{w.reasons[unreached]}</span>;
  if (!address) return null;
  return (
    <span className={css.address}>
      {address}
      <small>{person ?? w.ofOrganisation}</small>
    </span>
  );
}

function When({ row }: { row: CampaignRecipient }) {
  const w = useWords(campaignsWords);
  const days = useDays();
  if (row.answered_at) return <>{days.instant(row.answered_at)}</>;
  return row.letters > 0 ? <span className={css.hint}>{w.letters(row.letters)}</span> : null;
}
