import { Outlet } from '@tanstack/react-router';
import { type Account, useAccount } from '@/api';
import { useWords } from '@/language';
import { Note, Page, TabLink, Tabs } from '@/ui';
import { appWords } from '../words';

export function settingsRefusal(account: Account | null, words: { readOnly: string }): string | null {
  return account?.role === 'admin' ? null : words.readOnly;
}

export function SettingsPage() {
  const w = useWords(appWords);
  const account = useAccount();
  const isAdmin = account?.role === 'admin';
  return (
    <Page title={w.settings}>
      <Tabs label={w.settings}>
        <TabLink to="/reglages/club">{w.tabs.club}</TabLink>
        <TabLink to="/reglages/territoire">{w.tabs.territory}</TabLink>
        <TabLink to="/reglages/thematiques">{w.tabs.topics}</TabLink>
        {isAdmin && (
          <>
            <TabLink to="/reglages/comptes">{w.tabs.accounts}</TabLink>
            <TabLink to="/reglages/cles">{w.tabs.keys}</TabLink>
            <TabLink to="/reglages/courriers">{w.tabs.mails}</TabLink>
            <TabLink to="/reglages/journal">{w.tabs.journal}</TabLink>
          </>
        )}
      </Tabs>
      {!isAdmin && <Note>{w.readOnly}</Note>}
      <Outlet />
    </Page>
  );
}
