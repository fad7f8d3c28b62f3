/** The member's own space, made for a thumb: the record in parts, people, who sees what, pictures, colleagues. */
import { IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Account, failureOf, type MemberPage } from '@/api';
import { Colleagues } from '@/features/accounts';
import { ClubContact } from '@/features/club';
import { useDays, useWords } from '@/language';
import { EmptyState, FailureNotice, Mailles, Note, Page, Skeleton, TabLink, Tabs } from '@/ui';
import { MemberPeople } from '../MemberPeople';
import { KindIcon } from '../marks';
import members from '../members.module.css';
import { memberQuery } from '../queries';
import { membersWords } from '../words';
import { recordWords } from '../words/record';
import { OwnRecord } from './OwnRecord';
import css from './own.module.css';
import { Pictures } from './Pictures';
import { profileQuery } from './queries';
import { OWN_TABS, type OwnTab } from './tabs';
import { Visibility } from './Visibility';
import { ownWords } from './words';

export function MySeatsPage({ account }: { account: Account }) {
  const words = useWords(membersWords);
  const w = useWords(recordWords).mine;
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
      <ul className={members.seats}>
        {account.organisations.map((seat) => (
          <li key={seat.member_id}>
            <Link to="/mon-espace/$memberId" params={{ memberId: seat.member_id }} className={members.seat}>
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

interface MineProps {
  memberId: string;
  tab: OwnTab;
  account: Account;
  /** What it tells of what it did: another feature's. */
  sheets: ReactNode;
  /** What it comes to, and what is ahead: another feature's too. */
  events: ReactNode;
}

export function MyMemberPage({ memberId, tab, account, sheets, events }: MineProps) {
  const w = useWords(ownWords);
  const mine = useWords(recordWords).mine;
  const member = useQuery(memberQuery(memberId));
  const profile = useQuery(profileQuery(memberId));
  const failed = member.error ?? profile.error;
  if (failed) {
    return (
      <Page narrow title={mine.title}>
        <FailureNotice
          failure={failureOf(failed)}
          onRetry={() => void Promise.all([member.refetch(), profile.refetch()])}
        />
      </Page>
    );
  }
  if (!member.data || !profile.data) {
    return (
      <Page narrow title={mine.title}>
        <Skeleton lines={8} />
      </Page>
    );
  }
  const { data } = member;
  const edit = data.abilities.edit_profile;
  const people = data.abilities.edit_contacts;
  return (
    <Page narrow title={data.name} name={mine.title} before={<Seats account={account} current={memberId} />}>
      <Since member={data} />
      {!edit?.allowed && <Note>{edit?.reason ?? w.contributor}</Note>}
      <Tabs label={w.parts}>
        {OWN_TABS.map((name) => (
          <TabLink
            key={name}
            to="/mon-espace/$memberId"
            params={{ memberId }}
            search={name === 'fiche' ? {} : { onglet: name }}
            activeOptions={{ exact: true }}
          >
            {w.tabs[name]}
          </TabLink>
        ))}
      </Tabs>
      {tab === 'fiche' && <OwnRecord member={data} profile={profile.data} />}
      {tab === 'agenda' && events}
      {tab === 'fiches' && sheets}
      {tab === 'personnes' && (
        <MemberPeople member={data} reason={people?.allowed ? null : (people?.reason ?? w.contributor)} own />
      )}
      {tab === 'visibilite' && <Visibility member={data} profile={profile.data} />}
      {tab === 'images' && <Pictures member={data} profile={profile.data} />}
      {tab === 'collegues' && <Colleagues memberId={memberId} />}
      <ClubContact />
    </Page>
  );
}

/** A person of several organisations sees which one this is, and goes to another in one press. */
function Seats({ account, current }: { account: Account; current: string }) {
  const w = useWords(ownWords);
  if (account.organisations.length < 2) return null;
  return (
    <nav className={css.switch} aria-label={w.switch}>
      {account.organisations.map((seat) => (
        <Link
          key={seat.member_id}
          to="/mon-espace/$memberId"
          params={{ memberId: seat.member_id }}
          aria-current={seat.member_id === current ? 'true' : undefined}
        >
          <KindIcon kind={seat.kind} size={18} />
          {seat.name}
        </Link>
      ))}
    </nav>
  );
}

function Since({ member }: { member: MemberPage }) {
  const words = useWords(membersWords);
  const { mine } = useWords(recordWords);
  const days = useDays();
  const since = member.joined_on
    ? mine.since(days.known(member.joined_on, 'year'))
    : words.statuses[member.status];
  return (
    <section className={members.deep}>
      <div>
        <h2>{since}</h2>
        <p>{words.memberOf(words.kinds[member.kind], member.commune?.name ?? null)}</p>
      </div>
      <Mailles total={9} full={8} fresh={1} columns={3} deep width={84} />
    </section>
  );
}
