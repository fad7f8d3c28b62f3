/** What is said of a message that was asked for. */
import type { QueryClient } from '@tanstack/react-query';
import { mailRelayQuery } from '@/features/club';
import type { toast } from '@/ui';

export type Told = Parameters<typeof toast>[0];

interface MailWords {
  sent: (email: string) => string;
  kept: (email: string) => string;
  toMails: string;
}

/** Without a server that sends it, it has not left: it is kept where its link can be copied, whereto `go` leads. */
export async function mailTold(
  client: QueryClient,
  w: MailWords,
  email: string,
  go: () => unknown,
): Promise<Told> {
  const relay = await client.fetchQuery(mailRelayQuery).catch(() => null);
  return relay?.source === 'none'
    ? { text: w.kept(email), way: { label: w.toMails, go } }
    : { text: w.sent(email) };
}
