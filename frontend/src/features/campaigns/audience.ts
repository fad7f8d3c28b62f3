/** Whom a campaign asks: a segment of the team, or one of two groups that every club has. */
import type { NewCampaign } from '@/api';

/** Under which words the form offers them, beside the ids of segments. */
export const TOWNS = 'towns';
export const EVERYBODY = 'everybody';

const active = { field: 'status', op: 'eq', value: 'active' };

/** Segments have a name; the two groups are called as the form calls them. */
export function audienceOf(
  whom: string,
  called: { everybody: string; towns: string },
): Pick<NewCampaign, 'segment' | 'filter' | 'audience'> {
  if (whom === EVERYBODY) return { audience: called.everybody, filter: active };
  if (whom === TOWNS)
    return {
      audience: called.towns,
      filter: { and: [active, { field: 'kind', op: 'eq', value: 'commune' }] },
    };
  return { segment: whom };
}

/** How many have given no answer, reached or not: who is to be called once it is closed. */
export function silent({
  counts,
}: {
  counts: Record<'sent' | 'bounced' | 'unreachable' | 'waiting', number>;
}) {
  return counts.sent + counts.bounced + counts.unreachable + counts.waiting;
}
