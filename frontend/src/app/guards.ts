/** Who may enter which part; the server refuses anyway, this only leads people to the right door. */
import { redirect } from '@tanstack/react-router';
import { type Account, session } from '@/api';
import { isFirstStart } from './firstStart';

export async function signedIn(from: string): Promise<Account> {
  const account = await session.restore();
  const search = from === '/' ? {} : { retour: from };
  if (!account) {
    if (await isFirstStart()) throw redirect({ to: '/installation', search: {} });
    throw redirect({ to: '/connexion', search });
  }
  // Nothing else would open: the server refuses until the second step is set up.
  if (account.second_factor_due) throw redirect({ to: '/deux-etapes', search });
  return account;
}

export async function staffOnly(from: string): Promise<Account> {
  const account = await signedIn(from);
  if (!account.role) throw redirect({ to: '/mon-espace' });
  return account;
}

/** Only addresses of our own: a link can't send a person elsewhere after signing in. */
export function safeReturn(address: string | undefined): string {
  return address && /^\/(?![/\\])/.test(address) ? address : '/';
}
