/** Records that may be of one organisation, two by two, the likeliest first. */
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type DuplicatePair, failureOf, type MemberCard, sentenceOf } from '@/api';
import { readablePhone, useDays, useWords } from '@/language';
import {
  Button,
  Chip,
  EmptyState,
  FailureNotice,
  FilterChips,
  LinkButton,
  LoadMore,
  Page,
  Skeleton,
  Tag,
  toast,
} from '@/ui';
import { BackToMembers } from '../MemberHeader';
import { KindIcon, MemberStatusMark } from '../marks';
import { membersChanged } from '../queries';
import { membersWords } from '../words';
import css from './merge.module.css';
import { lookAgain, pairsQuery, tellApart } from './queries';
import { mergeWords } from './words';

interface PairsProps {
  /** Those that somebody found to be two. */
  apart: boolean;
  onApart: (apart: boolean) => void;
  /** Why nothing can be written. */
  reason: string | null;
}

export function PairsPage({ apart, onApart, reason }: PairsProps) {
  const w = useWords(mergeWords).pairs;
  const found = useInfiniteQuery(pairsQuery(apart));
  const pairs = found.data?.pages.flatMap((page) => page.items) ?? [];
  const total = found.data?.pages[0]?.total ?? pairs.length;
  return (
    <Page title={w.title} lead={w.lead} before={<BackToMembers />}>
      <FilterChips label={w.which}>
        <Chip pressed={!apart} onPress={() => onApart(false)}>
          {w.toSee}
        </Chip>
        <Chip pressed={apart} onPress={() => onApart(true)}>
          {w.apart}
        </Chip>
      </FilterChips>
      {found.isPending && <Skeleton lines={8} />}
      {found.isError && (
        <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.isSuccess && pairs.length === 0 && (
        <EmptyState title={apart ? w.noneApart : w.none} done={!apart}>
          {apart ? w.noneApartText : w.noneText}
        </EmptyState>
      )}
      {pairs.length > 0 && (
        <>
          <ul className={css.pairs} aria-label={w.list}>
            {pairs.map((pair) => (
              <Pair key={`${pair.first.id} ${pair.second.id}`} pair={pair} reason={reason} />
            ))}
          </ul>
          {/* A list that is short enough to be seen whole needs no count of it. */}
          {found.hasNextPage && (
            <LoadMore
              shown={w.shown(pairs.length, total)}
              busy={found.isFetchingNextPage}
              onMore={() => void found.fetchNextPage()}
            />
          )}
        </>
      )}
    </Page>
  );
}

function Pair({ pair, reason }: { pair: DuplicatePair; reason: string | null }) {
  const w = useWords(mergeWords).pairs;
  const days = useDays();
  const client = useQueryClient();
  const { first, second, told_apart: told } = pair;
  const form = { first: first.id, second: second.id };
  const run = async (doing: typeof tellApart, back: typeof tellApart, text: string) => {
    try {
      await doing(form);
      toast({
        text,
        undo: async () => {
          await back(form);
          await membersChanged(client);
        },
      });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    await membersChanged(client);
  };
  return (
    <li className={css.pair}>
      <p className={css.reasons}>
        {pair.reasons.map((why) => (
          <Tag key={why}>{w.reasons[why]}</Tag>
        ))}
        {told && <small>{w.toldBy(told.by, days.instant(told.at))}</small>}
      </p>
      <div className={css.two}>
        <MemberBrief member={first} />
        <MemberBrief member={second} />
      </div>
      <div className={css.actions}>
        {told ? (
          <Button
            reason={reason}
            aria-label={w.reconsiderThem(first.name, second.name)}
            onClick={() => void run(lookAgain, tellApart, w.reconsidered)}
          >
            {w.reconsider}
          </Button>
        ) : (
          <>
            <LinkButton
              look="main"
              to="/membres/fusion"
              search={{ garde: first.id, avec: second.id }}
              aria-label={w.compareThem(first.name, second.name)}
            >
              {w.compare}
            </LinkButton>
            <Button
              reason={reason}
              aria-label={w.dismissThem(first.name, second.name)}
              onClick={() => void run(tellApart, lookAgain, w.dismissed(first.name, second.name))}
            >
              {w.dismiss}
            </Button>
          </>
        )}
      </div>
    </li>
  );
}

/** Enough of a record to know it from another one. */
export function MemberBrief({ member }: { member: MemberCard }) {
  const words = useWords(membersWords);
  const phone = member.phone ? readablePhone(member.phone) : null;
  return (
    <div className={css.brief}>
      <Link to="/membres/$memberId" params={{ memberId: member.id }}>
        {member.name}
      </Link>
      <span className={css.kind}>
        <KindIcon kind={member.kind} />
        {words.memberOf(words.kinds[member.kind], member.commune?.name ?? null)}
      </span>
      <MemberStatusMark status={member.status} />
      {member.ex_officio && <Tag>{words.list.exOfficio}</Tag>}
      {(member.email || phone) && <small>{[member.email, phone].filter(Boolean).join('\u00a0· ')}</small>}
    </div>
  );
}
