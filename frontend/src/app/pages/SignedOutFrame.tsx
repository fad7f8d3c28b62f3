import { Outlet } from '@tanstack/react-router';
import { accountsWords } from '@/features/accounts';
import { useWords } from '@/language';
import { PreferencesMenu, SignedOutShell } from '@/layout';
import { useBrand, useFoot } from '../brand';

export function SignedOutFrame() {
  const w = useWords(accountsWords);
  return (
    <SignedOutShell
      brand={useBrand()}
      slogan={w.slogan}
      sentence={w.sloganSentence}
      foot={useFoot()}
      corner={<PreferencesMenu />}
    >
      <Outlet />
    </SignedOutShell>
  );
}
