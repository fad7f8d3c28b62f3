/** Where I am signed in, and how to be no longer. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { failureOf, sentenceOf } from '@/api';
import { useDays, useWords } from '@/language';
import { Button, Card, FailureNotice, Skeleton, Tag, toast } from '@/ui';
import css from './accounts.module.css';
import { endOtherSessions, endSession, sessionsQuery } from './queries';
import { accountsWords, protectionWords } from './words';

export function Devices() {
  const w = useWords(accountsWords).mine;
  const devices = useWords(protectionWords).devices;
  const days = useDays();
  const client = useQueryClient();
  const sessions = useQuery(sessionsQuery);
  const run = async (action: () => Promise<unknown>, said: string) => {
    try {
      await action();
      toast({ text: said });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    await client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  };
  const items = sessions.data?.items ?? [];
  const nameOf = (agent: string) => {
    const device = deviceOf(agent);
    if (device === null) return w.unknownDevice;
    return device.system ? devices.on(device.browser, device.system) : device.browser;
  };
  return (
    <Card
      title={w.sessions}
      action={
        items.length > 1 && (
          <Button onClick={() => void run(endOtherSessions, devices.othersEnded)}>{devices.endOthers}</Button>
        )
      }
    >
      {sessions.isPending && <Skeleton lines={3} />}
      {sessions.isError && (
        <FailureNotice failure={failureOf(sessions.error)} onRetry={() => void sessions.refetch()} />
      )}
      <ul className={css.list}>
        {items.map(({ id, user_agent, current, created_at, last_used_at }) => (
          <li key={id}>
            <div>
              {nameOf(user_agent)} {current && <Tag tone="brand">{w.here}</Tag>}
              <small>{devices.seen(days.instant(created_at), days.instant(last_used_at))}</small>
            </div>
            {!current && (
              <Button
                size="small"
                aria-label={`${w.end} : ${nameOf(user_agent)}`}
                onClick={() => void run(() => endSession(id), w.ended)}
              >
                {w.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {items.length === 1 && <p className={css.explained}>{devices.onlyHere}</p>}
    </Card>
  );
}

/** Browser and system out of a User-Agent, as people call them. */
export function deviceOf(agent: string | null): { browser: string; system: string | null } | null {
  if (!agent) return null;
  const browser = /Edg(A|iOS)?\//.test(agent)
    ? 'Edge'
    : /(OPR|Opera)\//.test(agent)
      ? 'Opera'
      : /CriOS\//.test(agent)
        ? 'Chrome'
        : /FxiOS\//.test(agent)
          ? 'Firefox'
          : (/(Firefox|Chrome|Safari)\//.exec(agent)?.[1] ?? agent.split('/')[0] ?? agent);
  const system = /(Windows|Android|iPhone|iPad|CrOS|Mac OS X|Linux)/.exec(agent)?.[1];
  const names: Record<string, string> = { 'Mac OS X': 'macOS', CrOS: 'ChromeOS' };
  return { browser, system: system ? (names[system] ?? system) : null };
}
