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
const GUARDED = ['comptes', 'cles', 'envoi', 'courriers', 'fonctionnement', 'journal'].map(
  (page) => `/reglages/${page}`,
);

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
        {isAdmin && (
          <>
            <TabLink to="/reglages/comptes">{w.tabs.accounts}</TabLink>
            <TabLink to="/reglages/cles">{w.tabs.keys}</TabLink>
            <TabLink to="/reglages/envoi">{w.tabs.relay}</TabLink>
            <TabLink to="/reglages/fonctionnement">{w.tabs.operations}</TabLink>
            <TabLink to="/reglages/journal">{w.tabs.journal}</TabLink>
          </>
        )}
      </Tabs>
      {!isAdmin && <Note>{account?.role === 'coordinator' ? w.topicsToo : w.readOnly}</Note>}
      {isAdmin || !GUARDED.includes(pathname) ? (
        <Outlet />
      ) : (
        <EmptyState title={w.guarded}>{w.adminOnly}</EmptyState>
      )}
    </Page>
  );
}
