import { Outlet, useLocation } from '@tanstack/react-router';
import { type Account, useAccount } from '@/api';
import { useWords } from '@/language';
import { EmptyState, Note, Page, TabLink, Tabs } from '@/ui';
import { GUARDED, settingsPagesOf } from '../settingsPages';
import { appWords } from '../words';
import { settingsWords } from '../words/settings';

interface Refusals {
  readOnly: string;
  adminOnly: string;
}

export function settingsRefusal(account: Account | null, words: Refusals): string | null {
  if (account?.role === 'admin') return null;
  return account?.role === 'coordinator' ? words.adminOnly : words.readOnly;
}

export function SettingsPage() {
  const w = useWords(appWords);
  const s = useWords(settingsWords);
  const account = useAccount();
  const isAdmin = account?.role === 'admin';
  const { pathname } = useLocation();
  return (
    <Page title={w.settings}>
      <Tabs label={w.settings}>
        {settingsPagesOf(account).map(({ to, tab }) => (
          <TabLink key={to} to={to}>
            {s.tabs[tab]}
          </TabLink>
        ))}
      </Tabs>
      {!isAdmin && <Note>{account?.role === 'coordinator' ? s.topicsToo : w.readOnly}</Note>}
      {isAdmin || !GUARDED.some(({ to }) => to === pathname) ? (
        <Outlet />
      ) : (
        <EmptyState title={s.guarded}>{w.adminOnly}</EmptyState>
      )}
    </Page>
  );
}
