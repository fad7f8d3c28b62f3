import {
  IconBuildingCommunity,
  IconCalendarCheck,
  IconFileImport,
  IconPhonePlus,
  IconSettings,
} from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { sentenceOf, session, useAccount } from '@/api';
import { changeLanguage, signOut } from '@/features/accounts';
import { followUpCountsQuery, followUpWords, openLog, QuickLog } from '@/features/follow_up';
import { membersWords, Palette } from '@/features/members';
import { type Language, useWords } from '@/language';
import { AccountMenu, type Entry, StaffShell } from '@/layout';
import { Button, Dialog, Kbd, KeyList, toast, uiWords, useKeys } from '@/ui';
import { initialsOf, useBrand } from '../brand';
import { useCommands } from '../commands';
import { emptyShelf } from '../shelf';
import { mayLeave } from '../unsaved';
import { appWords } from '../words';

const icon = (Icon: typeof IconSettings, size = 22) => <Icon size={size} stroke={1.75} aria-hidden />;

/** The desk around every page of staff: navigation, palette, quick log, keys. */
export function StaffFrame() {
  const account = useAccount();
  const w = useWords(appWords);
  const navigate = useNavigate();
  const brand = useBrand();
  const leave = useSignOut();
  const keepLanguage = useKeptLanguage();
  const counts = useQuery({ ...followUpCountsQuery, enabled: account !== null });
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
  const reason = account?.role === 'reader' ? w.readOnly : null;
  useKeys({
    'ctrl+k': () => setOpen('palette'),
    n: () => reason === null && openLog(),
    '?': () => setOpen('keys'),
  });
  const commands = useCommands({ account, reason, onKeys: () => setOpen('keys'), onLeave: leave });
  if (!account) return null;
  const late = counts.data ? counts.data.overdue + counts.data.never : undefined;
  const week: Entry = { to: '/', exact: true, label: w.week, icon: icon(IconCalendarCheck), count: late };
  const short: Entry = { ...week, label: w.weekShort };
  const members: Entry = { to: '/membres', label: w.members, icon: icon(IconBuildingCommunity) };
  const imports: Entry = { to: '/imports', label: w.imports, icon: icon(IconFileImport) };
  const settings: Entry = { to: '/reglages', label: w.settings, icon: icon(IconSettings) };
  const log: Entry = { onPress: () => openLog(), label: w.logShort, icon: icon(IconPhonePlus) };
  return (
    <StaffShell
      brand={brand}
      sections={[{ entries: [week, members, imports] }, { title: w.steering, entries: [settings] }]}
      tabs={reason ? [short, members, imports, settings] : [short, members, log, imports, settings]}
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
          onLanguage={keepLanguage}
          onSignOut={leave}
        />
      }
    >
      <Outlet />
      <QuickLog />
      <Palette
        open={open === 'palette'}
        commands={commands}
        onMember={(memberId, person) =>
          void navigate({
            to: '/membres/$memberId',
            params: { memberId },
            search: person ? { onglet: 'personnes' } : {},
          })
        }
        onClose={() => setOpen(null)}
      />
      {open === 'keys' && <KeysDialog onClose={() => setOpen(null)} />}
    </StaffShell>
  );
}

function LogButton({ reason }: { reason: string | null }) {
  const w = useWords(appWords);
  return (
    <span data-desk>
      <Button reason={reason} icon={icon(IconPhonePlus, 20)} onClick={() => openLog()}>
        {w.log} <Kbd>N</Kbd>
      </Button>
    </span>
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
    if (!(await mayLeave())) return;
    emptyShelf();
    await signOut().catch(() => session.close());
    client.clear();
    await navigate({ to: '/connexion', search: {} });
  };
}

function KeysDialog({ onClose }: { onClose: () => void }) {
  const w = useWords(appWords);
  const list = useWords(membersWords).list.keys;
  const log = useWords(followUpWords).log.shortcut;
  return (
    <Dialog title={useWords(uiWords).keys} onClose={onClose}>
      <KeyList
        keys={[
          { press: ['Ctrl', 'K'], does: w.search },
          { press: ['N'], does: log },
          { press: ['/'], does: list.search },
          { press: ['A'], does: list.add },
          { press: ['?'], does: w.keys.toLowerCase() },
        ]}
      />
    </Dialog>
  );
}
