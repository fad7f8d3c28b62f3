/** The member's own space: what the club knows about them, one column, made for a thumb. */
import { IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Account, failureOf } from '@/api';
import { ClubContact } from '@/features/club';
import { useDays, useWords } from '@/language';
import { Card, EmptyState, FailureNotice, Mailles, Page, Skeleton } from '@/ui';
import { MemberPeople } from './MemberPeople';
import { MemberRecord } from './MemberRecord';
import { KindIcon } from './marks';
import css from './members.module.css';
import { memberQuery } from './queries';
import { membersWords } from './words';

export function MySeatsPage({ account }: { account: Account }) {
  const words = useWords(membersWords);
  const w = words.mine;
  if (account.organisations.length === 0) {
    return (
      <Page narrow title={w.title}>
        <EmptyState title={w.none}>{w.noneText}</EmptyState>
        <ClubContact />
      </Page>
    );
  }
  return (
    <Page narrow title={w.choose} lead={w.several}>
      <ul className={css.seats}>
        {account.organisations.map((seat) => (
          <li key={seat.member_id}>
            <Link to="/mon-espace/$memberId" params={{ memberId: seat.member_id }} className={css.seat}>
              <KindIcon kind={seat.kind} size={26} />
              <span>
                <strong>{seat.name}</strong>
                <small>{words.kinds[seat.kind]}</small>
              </span>
              <IconChevronRight size={22} stroke={1.75} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}

export function MyMemberPage({ memberId }: { memberId: string }) {
  const words = useWords(membersWords);
  const w = words.mine;
  const days = useDays();
  const member = useQuery(memberQuery(memberId));
  if (member.isPending) {
    return (
      <Page narrow title={w.title}>
        <Skeleton lines={8} />
      </Page>
    );
  }
  if (member.isError) {
    return (
      <Page narrow title={w.title}>
        <FailureNotice failure={failureOf(member.error)} onRetry={() => void member.refetch()} />
      </Page>
    );
  }
  const { data } = member;
  const since = data.joined_on ? w.since(days.known(data.joined_on, 'year')) : words.statuses[data.status];
  return (
    <Page narrow title={data.name} name={w.title} lead={w.lead}>
      <section className={css.deep}>
        <div>
          <h2>{since}</h2>
          <p>{words.page.memberOf(words.kinds[data.kind], data.commune?.name ?? null)}</p>
        </div>
        <Mailles total={9} full={8} fresh={1} columns={3} deep width={84} />
      </section>
      <MemberRecord member={data} />
      <MemberPeople member={data} editable={false} />
      <Card>
        <p>{w.visible}</p>
      </Card>
      <ClubContact />
    </Page>
  );
}
