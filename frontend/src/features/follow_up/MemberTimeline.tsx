import {
  IconCalendarEvent,
  IconFileCheck,
  IconMail,
  IconMailOpened,
  IconMessageQuestion,
  IconNews,
  IconPhone,
  IconUsersGroup,
  IconWalk,
} from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { type Channel, failureOf, type Interaction, type MemberPage, reasonOf, sentenceOf } from '@/api';
import { useDays, useWords } from '@/language';
import {
  Button,
  Card,
  EmptyState,
  FailureNotice,
  LoadMore,
  Skeleton,
  Timeline,
  TimelineStep,
  toast,
} from '@/ui';
import css from './followUp.module.css';
import { openLog } from './logDoor';
import { exchangeTitle } from './outcomes';
import { contactsChanged, logInteraction, removeInteraction, timelineQuery } from './queries';
import { followUpWords } from './words';

const ICONS: Record<Channel, typeof IconPhone> = {
  call: IconPhone,
  visit: IconWalk,
  meeting: IconUsersGroup,
  email: IconMail,
  event: IconCalendarEvent,
  paper_letter: IconMailOpened,
  request: IconMessageQuestion,
  profile: IconFileCheck,
  newsletter: IconNews,
};

interface TimelineProps {
  member: MemberPage;
  /** Why this person changes nothing. */
  reason: string | null;
  /** Why nothing more is noted of this member. */
  unloggable: string | null;
}

export function MemberTimeline({ member, reason, unloggable }: TimelineProps) {
  const w = useWords(followUpWords).timeline;
  const timeline = useInfiniteQuery(timelineQuery(member.id));
  const items = timeline.data?.pages.flatMap((page) => page.items) ?? [];
  const add = (
    <Button
      look={items.length ? 'quiet' : 'main'}
      reason={unloggable}
      icon={<IconPhone size={20} stroke={1.75} aria-hidden />}
      onClick={() => openLog({ members: [{ id: member.id, name: member.name, kind: member.kind }] })}
    >
      {w.add}
    </Button>
  );
  return (
    <Card title={w.title} action={items.length > 0 && add}>
      {timeline.isPending && <Skeleton lines={6} />}
      {timeline.isError && (
        <FailureNotice failure={failureOf(timeline.error)} onRetry={() => void timeline.refetch()} />
      )}
      {timeline.isSuccess && items.length === 0 && (
        <EmptyState title={w.empty} action={add}>
          {w.emptyText}
        </EmptyState>
      )}
      {items.length > 0 && (
        <>
          <Timeline label={w.title}>
            {items.map((item) => (
              <Step key={item.id} item={item} reason={reason} />
            ))}
          </Timeline>
          <LoadMore
            shown={w.shown(items.length)}
            busy={timeline.isFetchingNextPage}
            {...(timeline.hasNextPage ? { onMore: () => void timeline.fetchNextPage() } : {})}
          />
        </>
      )}
    </Card>
  );
}

function Step({ item, reason }: { item: Interaction; reason: string | null }) {
  const words = useWords(followUpWords);
  const w = words.timeline;
  const days = useDays();
  const client = useQueryClient();
  const Icon = ICONS[item.channel];
  const by = typeof item.by === 'string' ? item.by : item.by?.id && item.by.name;
  const others = item.member_count - 1;
  const details = [
    item.contact && w.with(item.contact.name),
    others > 0 && w.others(others),
    item.direction === 'inbound' && w.inbound,
    by && w.by(by),
  ].filter(Boolean);
  const remove = async () => {
    try {
      await removeInteraction(item.id);
      const { channel, direction, on, outcome, summary } = item;
      toast({
        text: w.removed,
        undo: async () => {
          await logInteraction({
            channel,
            direction,
            on,
            outcome,
            summary,
            contact_id: item.contact?.id ?? null,
            member_ids: item.members.map(({ id }) => id),
          });
          await contactsChanged(client);
        },
      });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    await contactsChanged(client);
  };
  const may = (verb: string) => reason ?? reasonOf(item.abilities?.[verb]);
  return (
    <TimelineStep
      icon={<Icon size={18} stroke={1.75} aria-hidden />}
      strong={item.outcome === 'reached'}
      title={exchangeTitle(words, item.channel, item.outcome)}
      when={<time dateTime={item.on}>{days.long(item.on)}</time>}
    >
      {item.summary && <p>{item.summary}</p>}
      {details.length > 0 && <p className={css.details}>{details.join(', ')}</p>}
      {item.source === 'typed' ? (
        <div className={css.stepActions}>
          <Button
            size="small"
            look="plain"
            reason={may('edit')}
            onClick={() => openLog({ members: item.members, entry: item })}
          >
            {w.edit}
          </Button>
          <Button size="small" look="plain" reason={may('delete')} onClick={() => void remove()}>
            {w.remove}
          </Button>
        </div>
      ) : null}
    </TimelineStep>
  );
}
