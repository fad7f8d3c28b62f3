import { Outlet, useLocation } from '@tanstack/react-router';
import { type Account, useAccount } from '@/api';
import { useWords } from '@/language';
import { EmptyState, Note, Page, TabLink, Tabs } from '@/ui';
import { appWords } from '../words';

interface Refusals {
  readOnly: string;
  adminOnly: string;
}

export function settingsRefusal(account: Account | null, words: Refusals): string | null {
  if (account?.role === 'admin') return null;
  return account?.role === 'coordinator' ? words.adminOnly : words.readOnly;
}

/** Pages that only administrators read. */
const GUARDED = [
  { to: '/reglages/comptes', tab: 'accounts' },
  { to: '/reglages/cles', tab: 'keys' },
  { to: '/reglages/envoi', tab: 'relay' },
  { to: '/reglages/fonctionnement', tab: 'operations' },
  { to: '/reglages/journal', tab: 'journal' },
] as const;

export function SettingsPage() {
  const w = useWords(appWords);
  const account = useAccount();
  const isAdmin = account?.role === 'admin';
  const { pathname } = useLocation();
  return (
    <Page title={w.settings}>
      <Tabs label={w.settings}>
        <TabLink to="/reglages/club">{w.tabs.club}</TabLink>
        <TabLink to="/reglages/territoire">{w.tabs.territory}</TabLink>
        <TabLink to="/reglages/thematiques">{w.tabs.topics}</TabLink>
        <TabLink to="/reglages/champs">{w.tabs.fields}</TabLink>
        <TabLink to="/reglages/moderation">{w.tabs.moderation}</TabLink>
        {isAdmin &&
          GUARDED.map(({ to, tab }) => (
            <TabLink key={to} to={to}>
              {w.tabs[tab]}
            </TabLink>
          ))}
      </Tabs>
      {!isAdmin && <Note>{account?.role === 'coordinator' ? w.topicsToo : w.readOnly}</Note>}
      {isAdmin || !GUARDED.some(({ to }) => to === pathname) ? (
        <Outlet />
      ) : (
        <EmptyState title={w.guarded}>{w.adminOnly}</EmptyState>
      )}
    </Page>
  );
}
