/** What Ctrl K can do beside finding members and people. */
import {
  IconBookmark,
  IconBuildingCommunity,
  IconCalendarCheck,
  IconChecklist,
  IconCopyCheck,
  IconDownload,
  IconFileImport,
  IconFilter,
  IconKeyboard,
  IconLogout,
  IconMailQuestion,
  IconMoon,
  IconPhonePlus,
  IconPlus,
  IconSettings,
  IconSun,
  IconUser,
  IconUserPlus,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type LinkProps, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Account } from '@/api';
import { openLog } from '@/features/follow_up';
import { type Command, gridWords, mergeWords } from '@/features/members';
import { segmentsQuery, viewsQuery, viewsWords } from '@/features/views';
import { defineWords, useWords } from '@/language';
import { Kbd, useAppearance } from '@/ui';
import { doOnPage, offersNow } from './offers';
import { settingsPagesOf } from './settingsPages';
import { appWords } from './words';

const commandWords = defineWords(
  { setting: (page: string) => `Réglages : ${page}`, signOut: 'Se déconnecter' },
  { setting: (page) => `Settings: ${page}`, signOut: 'Sign out' },
);

const icon = (Icon: typeof IconPlus) => <Icon size={22} stroke={1.75} aria-hidden />;

export interface CommandsGround {
  account: Account;
  /** Why nothing can be written. */
  reason: string | null;
  onKeys: () => void;
  onLeave: () => void;
}

export function useCommands({ account, reason, onKeys, onLeave }: CommandsGround): Command[] {
  const w = useWords(appWords);
  const c = useWords(commandWords);
  const grid = useWords(gridWords);
  const { title: duplicates } = useWords(mergeWords).pairs;
  const navigate = useNavigate();
  const { appearance, setAppearance } = useAppearance();
  const dark = appearance === 'dark';
  const go = (id: string, label: string, Icon: typeof IconPlus, to: LinkProps['to']): Command => ({
    id,
    label,
    icon: icon(Icon),
    run: () => void navigate({ to }),
  });
  const writing: Command[] = [
    { id: 'log', label: w.log, icon: icon(IconPhonePlus), hint: <Kbd>N</Kbd>, run: () => openLog() },
    {
      id: 'add',
      label: w.newMember,
      icon: icon(IconPlus),
      run: () => void navigate({ to: '/membres', search: { nouveau: true } }),
    },
    go('import', w.goImports, IconFileImport, '/imports'),
  ];
  const views = useViewCommands();
  // What the page offers when Ctrl K opens; nothing of it changes while the palette stands over it.
  const [offers] = useState(offersNow);
  const onList = (id: 'filter' | 'export', Icon: typeof IconPlus): Command[] =>
    offers.some((offer) => offer.id === id)
      ? []
      : [
          {
            id,
            label: grid.offers[id],
            icon: icon(Icon),
            sought: true,
            run: () => {
              doOnPage(id);
              void navigate({ to: '/membres' });
            },
          },
        ];
  return [
    ...offers,
    ...(reason === null ? writing : []),
    go('week', w.goWeek, IconCalendarCheck, '/'),
    go('members', w.goMembers, IconBuildingCommunity, '/membres'),
    go('proposals', w.goProposals, IconChecklist, '/propositions'),
    go('join', w.goJoins, IconUserPlus, '/adhesions'),
    go('campaigns', w.goCampaigns, IconMailQuestion, '/campagnes'),
    go('duplicates', duplicates, IconCopyCheck, '/membres/doublons'),
    go('settings', w.goSettings, IconSettings, '/reglages'),
    go('me', w.myAccount, IconUser, '/mon-compte'),
    {
      id: 'appearance',
      label: dark ? w.light : w.dark,
      icon: icon(dark ? IconSun : IconMoon),
      run: () => setAppearance(dark ? 'light' : 'dark'),
    },
    { id: 'keys', label: w.keys, icon: icon(IconKeyboard), hint: <Kbd>?</Kbd>, run: onKeys },
    { id: 'leave', label: c.signOut, icon: icon(IconLogout), run: onLeave },
    // Those that one looks for by their name.
    ...views,
    ...onList('filter', IconFilter),
    ...onList('export', IconDownload),
    ...settingsPagesOf(account).map(({ tab, to }) => ({
      ...go(`settings-${tab}`, c.setting(w.tabs[tab]), IconSettings, to),
      sought: true,
    })),
  ];
}

/** The views and segments that this person sees, by their names. */
function useViewCommands(): Command[] {
  const w = useWords(viewsWords);
  const navigate = useNavigate();
  const views = useQuery(viewsQuery).data?.items ?? [];
  const segments = useQuery(segmentsQuery).data?.items ?? [];
  return [
    ...views.map(({ id, name }) => ({
      id: `view-${id}`,
      label: w.command(name),
      icon: icon(IconBookmark),
      sought: true,
      run: () => void navigate({ to: '/membres', search: { vue: id } }),
    })),
    ...segments.map(({ id, name }) => ({
      id: `segment-${id}`,
      label: w.segmentCommand(name),
      icon: icon(IconUsersGroup),
      sought: true,
      run: () => void navigate({ to: '/membres', search: { segment: id } }),
    })),
  ];
}
