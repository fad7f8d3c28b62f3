import { Outlet, useParams } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { AccountMenu, MemberShell } from '@/layout';
import { initialsOf, useBrand, useDirectory, useFoot } from '../brand';
import { useKeptLanguage, useSignOut } from './StaffFrame';

export function MemberFrame() {
  const account = useAccount();
  const brand = useBrand();
  const directory = useDirectory();
  const foot = useFoot();
  const leave = useSignOut();
  const keepLanguage = useKeptLanguage();
  const { memberId } = useParams({ strict: false });
  if (!account) return null;
  return (
    <MemberShell
      brand={brand}
      directory={directory}
      foot={foot}
      account={
        <AccountMenu
          person={{ name: account.name, email: account.email, initials: initialsOf(account.name) }}
          organisations={account.organisations.map((seat) => ({
            id: seat.member_id,
            name: seat.name,
            current: seat.member_id === memberId,
          }))}
          isStaff={Boolean(account.role)}
          onLanguage={keepLanguage}
          onSignOut={leave}
        />
      }
    >
      <Outlet />
    </MemberShell>
  );
}
