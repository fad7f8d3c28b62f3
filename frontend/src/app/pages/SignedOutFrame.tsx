import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { accountsWords } from '@/features/accounts';
import { publicClubQuery } from '@/features/club';
import { useWords } from '@/language';
import { PreferencesMenu, SignedOutShell } from '@/layout';
import { useBrand } from '../brand';

export function SignedOutFrame() {
  const w = useWords(accountsWords);
  const { data } = useQuery(publicClubQuery);
  return (
    <SignedOutShell
      brand={useBrand()}
      slogan={w.slogan}
      sentence={w.sloganSentence}
      privacyContact={data?.privacy_contact ?? null}
      legalNotice={data?.legal_notice ?? null}
      corner={<PreferencesMenu />}
    >
      <Outlet />
    </SignedOutShell>
  );
}
