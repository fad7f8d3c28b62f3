/** Who is signed in, in memory only: the access token never touches storage; the refresh token is a cookie we cannot read. */
import { useSyncExternalStore } from 'react';
import { adoptLanguage, language } from '@/language';
import type { Account, Session } from './contract';
import { problemOf, Unreachable } from './problem';

export const BASE = '/api/v1';
/** Tells a returning browser from a first visit, so that a stranger causes no useless 401. Holds no secret. */
const HINT = 'maillage.returning';

let token: string | null = null;
let account: Account | null = null;
/** Somebody was signed in and no longer is, without having asked for it: the page stays, and waits for them. */
let ended = false;
let back: { arrived: Promise<boolean>; tell: (back: boolean) => void } | null = null;
let refreshing: Promise<Account | null> | null = null;
const listeners = new Set<() => void>();

function publish(next: Account | null) {
  account = next;
  for (const tell of listeners) tell();
}

function settle(isBack: boolean) {
  ended = false;
  back?.tell(isBack);
  back = null;
}

function hint(value: boolean) {
  try {
    if (value) localStorage.setItem(HINT, '1');
    else localStorage.removeItem(HINT);
  } catch {
    // Without storage the next start simply asks for a sign-in.
  }
}

function isReturning(): boolean {
  try {
    return localStorage.getItem(HINT) === '1';
  } catch {
    return true;
  }
}

export const session = {
  token: () => token,
  account: () => account,
  open(opened: Session): Account {
    token = opened.access_token;
    hint(true);
    settle(true);
    adoptLanguage(opened.account.language);
    publish(opened.account);
    return opened.account;
  },
  update(next: Account) {
    publish(next);
  },
  close() {
    token = null;
    hint(false);
    settle(false);
    publish(null);
  },
  subscribe(tell: () => void) {
    listeners.add(tell);
    return () => listeners.delete(tell);
  },
  /** Whether they came back, once they have; at once when nobody was thrown out. */
  whenBack(): Promise<boolean> {
    if (!ended) return Promise.resolve(token !== null);
    if (!back) {
      let tell: (back: boolean) => void = () => {};
      const arrived = new Promise<boolean>((resolve) => {
        tell = resolve;
      });
      back = { arrived, tell };
    }
    return back.arrived;
  },
  ended: () => ended,
  /** At the start of the app: the account of the last visit, or none. Throws when the network is away. */
  async restore(): Promise<Account | null> {
    if (account) return account;
    return isReturning() ? session.refresh() : null;
  },
  /** One refresh at a time, whoever asks. */
  refresh(): Promise<Account | null> {
    refreshing ??= refresh().finally(() => {
      refreshing = null;
    });
    return refreshing;
  },
};

async function refresh(): Promise<Account | null> {
  let response: Response;
  try {
    response = await fetch(`${location.origin}${BASE}/auth/refresh`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'X-Requested-By': 'maillage', 'Accept-Language': language() },
    });
  } catch (cause) {
    throw new Unreachable(cause);
  }
  if (response.ok) return session.open((await response.json()) as Session);
  if (response.status === 401 || response.status === 403) {
    if (account === null) session.close();
    else {
      token = null;
      ended = true;
      publish(account);
    }
    return null;
  }
  throw await problemOf(response);
}

export function useAccount(): Account | null {
  return useSyncExternalStore(session.subscribe, session.account, session.account);
}

/** Whether the person in front of the page must show again who they are. */
export function useSessionEnded(): boolean {
  return useSyncExternalStore(session.subscribe, session.ended, session.ended);
}
