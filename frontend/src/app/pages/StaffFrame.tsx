import {
  IconBuildingCommunity,
  IconCalendarCheck,
  IconCalendarEvent,
  IconChecklist,
  IconFileImport,
  IconFileText,
  IconFlag,
  IconMailQuestion,
  IconMap2,
  IconPhonePlus,
  IconSettings,
  IconUserPlus,
} from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { sentenceOf, session, useAccount } from '@/api';
import { changeLanguage, signOut } from '@/features/accounts';
import { reportCountQuery } from '@/features/directory';
import { wipeDoors, wipeOldDoors } from '@/features/events';
import { followUpCountsQuery, openLog, QuickLog } from '@/features/follow_up';
import { joinCountQuery, proposalCountsQuery } from '@/features/members';
import { type Language, useWords } from '@/language';
import { AccountMenu, type Entry, StaffShell } from '@/layout';
import { Button, Kbd, lazyPart, Part, toast, useKeys, useReadyFor } from '@/ui';
import { initialsOf, useBrand, useDirectory, useFoot } from '../brand';
import { emptyShelf } from '../shelf';
import { mayLeave } from '../unsaved';
import { appWords } from '../words';

const fetchPalette = () => import('./StaffPalette');
const StaffPalette = lazyPart(() => fetchPalette().then((part) => part.StaffPalette));
const StaffKeys = lazyPart(() => import('./StaffKeys').then((part) => part.StaffKeys));

const icon = (Icon: typeof IconSettings, size = 22) => <Icon size={size} stroke={1.75} aria-hidden />;

/** The desk around every page of staff: navigation, palette, quick log, keys. */
export function StaffFrame() {
  const account = useAccount();
  const w = useWords(appWords);
  const brand = useBrand();
  const foot = useFoot();
  const site = useDirectory();
  const leave = useSignOut();
  const keepLanguage = useKeptLanguage();
  const joining = useQuery({ ...joinCountQuery, enabled: account !== null }).data;
  const reports = useQuery({ ...reportCountQuery, enabled: account !== null }).data;
  const counts = useQuery({ ...followUpCountsQuery, enabled: account !== null });
  const proposals = useQuery({ ...proposalCountsQuery, enabled: account !== null });
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
  const reason = account?.role === 'reader' ? w.readOnly : null;
  const id = account?.id ?? null;
  useKeys({
    'ctrl+k': () => setOpen('palette'),
    n: () => reason === null && openLog(),
    '?': () => setOpen('keys'),
  });
  useReadyFor(fetchPalette);
  // A list that was taken at a door is kept for that day.
  useEffect(() => wipeOldDoors(id), [id]);
  if (!account) return null;
  const late = counts.data ? counts.data.overdue + counts.data.never : undefined;
  const week: Entry = { to: '/', exact: true, label: w.week, icon: icon(IconCalendarCheck), count: late };
  const short: Entry = { ...week, label: w.weekShort };
  const members: Entry = { to: '/membres', label: w.members, icon: icon(IconBuildingCommunity) };
  const waiting: Entry = {
    to: '/propositions',
    label: w.proposals,
    icon: icon(IconChecklist),
    count: proposals.data?.waiting || undefined,
  };
  const joins: Entry = {
    to: '/adhesions',
    label: w.joins,
    icon: icon(IconUserPlus),
    count: joining || undefined,
  };
  const reported: Entry = {
    to: '/signalements',
    label: w.reports,
    icon: icon(IconFlag),
    count: reports || undefined,
  };
  const campaigns: Entry = { to: '/campagnes', label: w.campaigns, icon: icon(IconMailQuestion) };
  const sheets: Entry = { to: '/redaction', label: w.sheets, icon: icon(IconFileText) };
  const events: Entry = { to: '/programme', label: w.events, icon: icon(IconCalendarEvent) };
  const imports: Entry = { to: '/imports', label: w.imports, icon: icon(IconFileImport) };
  const directory: Entry[] = site ? [{ href: site, label: w.directory, icon: icon(IconMap2) }] : [];
  const settings: Entry = { to: '/reglages', label: w.settings, icon: icon(IconSettings) };
  const log: Entry = { onPress: () => openLog(), label: w.logShort, icon: icon(IconPhonePlus) };
  return (
    <StaffShell
      brand={brand}
      sections={[
        {
          entries: [
            week,
            members,
            waiting,
            joins,
            reported,
            campaigns,
            sheets,
            events,
            ...(reason === null ? [imports] : []),
          ],
        },
        { title: w.steering, entries: [...directory, settings] },
      ]}
      // Five fit on a phone, and the fifth holds the rest.
      tabs={reason === null ? [short, members, log, waiting] : [short, members, waiting, joins]}
      onSearch={() => setOpen('palette')}
      actions={<LogButton reason={reason} />}
      account={
        <AccountMenu
          person={{ name: account.name, email: account.email, initials: initialsOf(account.name) }}
          organisations={account.organisations.map((seat) => ({
            id: seat.member_id,
            name: seat.name,
            current: false,
          }))}
          isStaff
          foot={foot}
          onLanguage={keepLanguage}
          onSignOut={leave}
        />
      }
    >
      <Outlet />
      <QuickLog />
      <Part>
        {open === 'palette' && (
          <StaffPalette
            account={account}
            reason={reason}
            onKeys={() => setOpen('keys')}
            onLeave={leave}
            onClose={() => setOpen(null)}
          />
        )}
        {open === 'keys' && <StaffKeys onClose={() => setOpen(null)} />}
      </Part>
    </StaffShell>
  );
}

function LogButton({ reason }: { reason: string | null }) {
  const w = useWords(appWords);
  return (
    <Button reason={reason} icon={icon(IconPhonePlus, 20)} onClick={() => openLog()}>
      {w.log} <Kbd>N</Kbd>
    </Button>
  );
}

/** Mails are written in the language of the account, so that it follows the choice made here. */
export function useKeptLanguage() {
  const account = useAccount();
  return (language: Language) => {
    if (account)
      changeLanguage(account, language).catch((error) => toast({ text: sentenceOf(error), tone: 'error' }));
  };
}

export function useSignOut() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    if (!(await mayLeave('account'))) return;
    await signOut().catch(() => session.close());
    client.clear();
    await navigate({ to: '/connexion', search: {} });
    emptyShelf();
    wipeDoors();
  };
}
