/** What may come of a contact, and what it is called, by the means of it. */
import { type Channel, OUTCOMES, type Outcome } from '@/api';
import type { followUpWords } from './words';

type Words = (typeof followUpWords)['fr'];

/** Only a telephone has a number that is wrong, or that one calls again; what is there already stays on offer. */
export function outcomesOf(channel: Channel, there?: Outcome): Outcome[] {
  return OUTCOMES.filter(
    (outcome) => channel === 'call' || outcome === 'reached' || outcome === 'no_answer' || outcome === there,
  );
}

export function outcomeWord(words: Words, channel: Channel, outcome: Outcome): string {
  const own: Partial<Record<Channel, Partial<Record<Outcome, string>>>> = words.outcomesBy;
  return own[channel]?.[outcome] ?? words.outcomes[outcome];
}

/** The head of an exchange in the list: of a call one also says that somebody answered. */
export function exchangeTitle(words: Words, channel: Channel, outcome: Outcome): string {
  const name = words.channels[channel];
  if (outcome === 'reached' && channel !== 'call') return name;
  return `${name}, ${outcomeWord(words, channel, outcome).toLowerCase()}`;
}
