/** Who was invited, where each was written to or why not, and what came back. */
import { IconMailForward } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type ClubEvent, type EventInvitation, failureOf, type InvitationAnswer, reasonOf } from '@/api';
import { useDays, useWords } from '@/language';
import {
  Button,
  Card,
  EmptyState,
  FailureNotice,
  LoadMore,
  lazyPart,
  Part,
  type Shape,
  Skeleton,
  StatusMark,
  Table,
  type Tone,
} from '@/ui';
import css from '../events.module.css';
import { invitationsQuery } from '../queries';
import { eventsWords } from '../words';
import { invitationsWords } from './words';

const InviteDialog = lazyPart(() => import('./InviteDialog').then((part) => part.InviteDialog));

const ANSWERS: Record<InvitationAnswer, [Shape, Tone]> = {
  yes: ['disc', 'ok'],
  colleague: ['half', 'ok'],
  no: ['dash', 'quiet'],
};

export function Invitations({ event }: { event: ClubEvent }) {
  const { tabs } = useWords(eventsWords);
  const w = useWords(invitationsWords);
  const found = useInfiniteQuery(invitationsQuery(event.id));
  const [inviting, setInviting] = useState(false);
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  const invite = (
    <Button
      look="main"
      reason={reasonOf(event.abilities.invite)}
      icon={<IconMailForward size={20} stroke={1.75} aria-hidden />}
      onClick={() => setInviting(true)}
    >
      {w.invite}
    </Button>
  );
  return (
    <Card title={tabs.invitations} action={rows.length > 0 && invite}>
      {found.isPending && <Skeleton lines={6} />}
      {found.isError && (
        <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.isSuccess && rows.length === 0 && (
        <EmptyState title={w.none} action={invite}>
          {event.state === 'draft' ? w.noneDraft : w.noneText}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <div className={css.stack}>
          <Table
            caption={w.each}
            rows={rows}
            idOf={({ id }) => id}
            columns={[
              { key: 'member', title: w.member, cell: (row: EventInvitation) => <Member row={row} /> },
              { key: 'address', title: w.address, cell: (row: EventInvitation) => <Address row={row} /> },
              { key: 'answer', title: w.answer, cell: (row: EventInvitation) => <Answer row={row} /> },
            ]}
            card={(row) => (
              <div className={css.card}>
                <Member row={row} />
                <Answer row={row} />
                <Address row={row} />
              </div>
            )}
          />
          <LoadMore
            shown={w.shown(rows.length)}
            busy={found.isFetchingNextPage}
            {...(found.hasNextPage ? { onMore: () => void found.fetchNextPage() } : {})}
          />
        </div>
      )}
      <Part>{inviting && <InviteDialog event={event} onClose={() => setInviting(false)} />}</Part>
    </Card>
  );
}

function Member({ row: { member } }: { row: EventInvitation }) {
  return (
    <Link to="/membres/$memberId" params={{ memberId: member.id }}>
      {member.name}
    </Link>
  );
}

function Address({ row: { address, person, unreached } }: { row: EventInvitation }) {
  const w = useWords(invitationsWords);
  if (unreached) return <span className={css.hint}>{w.reasons[unreached]}</span>;
  return <span className={css.hint}>{[person, address].filter(Boolean).join(', ') || w.onItsWay}</span>;
}

function Answer({ row: { answer, answered_at: at, unreached } }: { row: EventInvitation }) {
  const w = useWords(invitationsWords);
  const days = useDays();
  if (unreached) {
    return (
      <StatusMark shape="square" tone="gres">
        {w.toCall}
      </StatusMark>
    );
  }
  if (!answer) {
    return (
      <StatusMark shape="ring" tone="warn">
        {w.silent}
      </StatusMark>
    );
  }
  const [shape, tone] = ANSWERS[answer];
  return (
    <StatusMark shape={shape} tone={tone}>
      {at ? w.answeredAt(w.answers[answer], days.instant(at)) : w.answers[answer]}
    </StatusMark>
  );
}
