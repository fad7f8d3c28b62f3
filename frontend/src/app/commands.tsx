/** What Ctrl K can do beside finding members and people. */
import {
  IconBookmark,
  IconBuildingCommunity,
  IconCalendarCheck,
  IconCalendarEvent,
  IconChecklist,
  IconCopyCheck,
  IconDownload,
  IconFileImport,
  IconFileText,
  IconFilter,
  IconFlag,
  IconKeyboard,
  IconLogout,
  IconMailQuestion,
  IconMap2,
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
import { segmentsQuery, viewsQuery } from '@/features/views';
import { defineWords, useWords } from '@/language';
import { Kbd, useAppearance } from '@/ui';
import { useDirectory } from './brand';
import { doOnPage, offersNow } from './offers';
import { settingsPagesOf } from './settingsPages';
import { appWords } from './words';
import { settingsWords } from './words/settings';

const commandWords = defineWords(
  {
    setting: (page: string) => `Réglages : ${page}`,
    signOut: 'Se déconnecter',
    goProposals: 'Aller à : ce qui est à valider',
    goWeek: 'Aller à : cette semaine',
    goMembers: 'Aller à : les membres',
    goImports: 'Importer un fichier',
    goJoins: 'Aller à : les demandes d’adhésion',
    goReports: 'Aller à : les erreurs signalées',
    goCampaigns: 'Aller à : les campagnes',
    goSheets: 'Aller à : les fiches',
    goEvents: 'Aller à : les rendez-vous',
    goDirectory: 'Aller à : l’annuaire public',
    goSettings: 'Aller à : les réglages',
    newMember: 'Ajouter un membre',
    myAccount: 'Mon compte',
    dark: 'Passer à l’apparence sombre',
    light: 'Passer à l’apparence claire',
    view: (name: string) => `Vue : ${name}`,
    segment: (name: string) => `Segment : ${name}`,
  },
  {
    setting: (page) => `Settings: ${page}`,
    signOut: 'Sign out',
    goProposals: 'Go to: what is to approve',
    goWeek: 'Go to: this week',
    goMembers: 'Go to: members',
    goImports: 'Import a file',
    goJoins: 'Go to: requests to join',
    goReports: 'Go to: reported errors',
    goCampaigns: 'Go to: campaigns',
    goSheets: 'Go to: sheets',
    goEvents: 'Go to: events',
    goDirectory: 'Go to: the public directory',
    goSettings: 'Go to: settings',
    newMember: 'Add a member',
    myAccount: 'My account',
    dark: 'Use the dark appearance',
    light: 'Use the light appearance',
    view: (name) => `View: ${name}`,
    segment: (name) => `Segment: ${name}`,
  },
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
  const { tabs } = useWords(settingsWords);
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
      label: c.newMember,
      icon: icon(IconPlus),
      run: () => void navigate({ to: '/membres', search: { nouveau: true } }),
    },
    go('import', c.goImports, IconFileImport, '/imports'),
  ];
  const views = useViewCommands();
  const site = useDirectory();
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
    go('week', c.goWeek, IconCalendarCheck, '/'),
    go('members', c.goMembers, IconBuildingCommunity, '/membres'),
    go('proposals', c.goProposals, IconChecklist, '/propositions'),
    go('join', c.goJoins, IconUserPlus, '/adhesions'),
    go('reports', c.goReports, IconFlag, '/signalements'),
    go('campaigns', c.goCampaigns, IconMailQuestion, '/campagnes'),
    go('sheets', c.goSheets, IconFileText, '/redaction'),
    go('events', c.goEvents, IconCalendarEvent, '/programme'),
    ...(site
      ? [
          {
            id: 'directory',
            label: c.goDirectory,
            icon: icon(IconMap2),
            // A page that the program writes itself.
            run: () => location.assign(site),
          },
        ]
      : []),
    go('duplicates', duplicates, IconCopyCheck, '/membres/doublons'),
    go('settings', c.goSettings, IconSettings, '/reglages'),
    go('me', c.myAccount, IconUser, '/mon-compte'),
    {
      id: 'appearance',
      label: dark ? c.light : c.dark,
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
      ...go(`settings-${tab}`, c.setting(tabs[tab]), IconSettings, to),
      sought: true,
    })),
  ];
}

/** The views and segments that this person sees, by their names. */
function useViewCommands(): Command[] {
  const w = useWords(commandWords);
  const navigate = useNavigate();
  const views = useQuery(viewsQuery).data?.items ?? [];
  const segments = useQuery(segmentsQuery).data?.items ?? [];
  return [
    ...views.map(({ id, name }) => ({
      id: `view-${id}`,
      label: w.view(name),
      icon: icon(IconBookmark),
      sought: true,
      run: () => void navigate({ to: '/membres', search: { vue: id } }),
    })),
    ...segments.map(({ id, name }) => ({
      id: `segment-${id}`,
      label: w.segment(name),
      icon: icon(IconUsersGroup),
      sought: true,
      run: () => void navigate({ to: '/membres', search: { segment: id } }),
    })),
  ];
}
