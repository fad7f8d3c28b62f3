import { IconPhonePlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { type Account, type Contact, failureOf, type MemberPage as Member, reasonOf } from '@/api';
import { fetchTimeline, MemberTimeline, openLog, useLogAbout } from '@/features/follow_up';
import {
  ArchiveButton,
  ArchivedNote,
  BackToMembers,
  EditMemberDrawer,
  fetchHistory,
  fetchPeople,
  MemberAudit,
  MemberPeople,
  MemberRecord,
  MemberSigns,
  MergeWithButton,
  memberQuery,
  membersWords,
  PastMerges,
  ProposalsBanner,
  recordWords,
} from '@/features/members';
import { PersonPrivacy, type Someone } from '@/features/privacy';
import { useWords } from '@/language';
import { Button, FailureNotice, Note, Page, Part, Skeleton, TabLink, Tabs, useReadyFor } from '@/ui';
import { MEMBER_TABS, type MemberTab } from '../memberTabs';
import { appWords } from '../words';

interface MemberPageProps {
  memberId: string;
  tab: MemberTab;
  /** One came here by the id of a record that is part of this one now. */
  moved: boolean;
  account: Account;
}

const fetchTab: Record<MemberTab, () => unknown> = {
  fiche: () => undefined,
  personnes: fetchPeople,
  suivi: fetchTimeline,
  historique: fetchHistory,
};

/** One member with what each feature knows of it. */
export function MemberPage({ memberId, tab, moved, account }: MemberPageProps) {
  const words = useWords(membersWords);
  const w = useWords(recordWords).page;
  const member = useQuery(memberQuery(memberId));
  // Beside the member itself, not after it.
  useEffect(() => void fetchTab[tab](), [tab]);
  useReadyFor(() => MEMBER_TABS.forEach((name) => void fetchTab[name]()));
  if (member.isPending) {
    return (
      <Page title="…" before={<BackToMembers />}>
        <Skeleton lines={8} />
      </Page>
    );
  }
  if (member.isError) {
    const failure = failureOf(member.error);
    return (
      <Page title={w.record} before={<BackToMembers />}>
        <FailureNotice
          failure={failure}
          {...(failure.kind === 'missing' ? {} : { onRetry: () => void member.refetch() })}
        />
      </Page>
    );
  }
  const { data } = member;
  // The server led on to the record that stayed: so does the address.
  if (data.id !== memberId) {
    return (
      <Navigate
        to="/membres/$memberId"
        params={{ memberId: data.id }}
        search={{ ...(tab !== 'fiche' && { onglet: tab }), fusionnee: true }}
        replace
      />
    );
  }
  const refused = account.role === 'reader' ? words.list.readerOnly : null;
  const reason = (verb: string) => refused ?? reasonOf(data.abilities?.[verb]);
  const names: Record<MemberTab, string> = {
    fiche: w.record,
    personnes: w.people,
    suivi: w.timeline,
    historique: w.history,
  };
  return (
    <Page
      title={data.name}
      before={<BackToMembers />}
      lead={<MemberSigns member={data} />}
      actions={
        <>
          <LogButton member={data} reason={reason('log_interaction')} />
          {!data.archived_at && <MergeWithButton member={data} reason={reason('merge')} />}
          <ArchiveButton member={data} reason={reason(data.archived_at ? 'restore' : 'archive')} />
        </>
      }
    >
      {moved && <Note>{w.moved}</Note>}
      {data.archived_at && <ArchivedNote />}
      <ProposalsBanner memberId={data.id} />
      <Tabs label={w.sections}>
        {MEMBER_TABS.map((name) => (
          <TabLink
            key={name}
            to="/membres/$memberId"
            params={{ memberId }}
            search={name === 'fiche' ? {} : { onglet: name }}
            activeOptions={{ exact: true }}
          >
            {names[name]}
          </TabLink>
        ))}
      </Tabs>
      {tab === 'fiche' && <RecordTab member={data} reason={reason('edit')} />}
      <Suspense fallback={<Skeleton lines={6} />}>
        {tab === 'personnes' && (
          <PeopleTab member={data} reason={reason('edit_contacts') ?? reason('edit')} />
        )}
        {tab === 'suivi' && (
          <MemberTimeline member={data} reason={refused} unloggable={reason('log_interaction')} />
        )}
        {tab === 'historique' && (
          <>
            <PastMerges memberId={memberId} />
            <MemberAudit memberId={memberId} />
          </>
        )}
      </Suspense>
    </Page>
  );
}

/** Here the quick log already knows with whom. */
function LogButton({ member, reason }: { member: Member; reason: string | null }) {
  const w = useWords(appWords);
  // The frame's key, palette and phone tab mean this member too.
  useLogAbout(reason === null ? member : null);
  return (
    <Button
      look={member.archived_at ? 'quiet' : 'main'}
      reason={reason}
      icon={<IconPhonePlus size={20} stroke={1.75} aria-hidden />}
      onClick={() => openLog()}
    >
      {w.log}
    </Button>
  );
}

function PeopleTab({ member, reason }: { member: Member; reason: string | null }) {
  const w = useWords(recordWords).people;
  const [person, setPerson] = useState<Someone | null>(null);
  const open = ({ person: { id, name } }: Contact) => setPerson({ id, name: name || w.unnamed });
  return (
    <>
      <MemberPeople member={member} reason={reason} onPrivacy={open} />
      {/* Not within the list: whoever is erased is on it no more. */}
      <Part>{person && <PersonPrivacy person={person} onClose={() => setPerson(null)} />}</Part>
    </>
  );
}

function RecordTab({ member, reason }: { member: Member; reason: string | null }) {
  const [editing, setEditing] = useState(false);
  return (
    <>
      <MemberRecord member={member} reason={reason} onEdit={() => setEditing(true)} />
      <Part>{editing && <EditMemberDrawer member={member} onClose={() => setEditing(false)} />}</Part>
    </>
  );
}
