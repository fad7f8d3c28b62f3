import { grammar } from '@/language';
import type { fr } from './fr';

const { number, plural } = grammar('en');

export const en: typeof fr = {
  title: 'Reported errors',
  lead: 'What readers of the directory found to be wrong. Check it, mend the record, then say what came of it.',
  which: 'Which',
  list: 'Reported errors',
  states: { waiting: 'To check', mended: 'Mended', nothing_to_mend: 'Nothing to mend' },
  none: {
    waiting: 'Nothing is reported',
    mended: 'No error mended yet',
    nothing_to_mend: 'No report without consequence',
  },
  noneText:
    'Each record of the public directory has a link “Report an error”: what is written there arrives here.',
  whats: {
    closed: 'is there no more',
    wrong_place: 'address or commune',
    wrong_contact: 'phone, e-mail or website',
    other: 'something else',
  },
  late: 'waiting for more than 7 days',
  since: (when) => `reported on ${when}`,
  by: 'By',
  note: 'A word for the team',
  noteHint: 'Optional. The address of whoever reported it is erased.',
  outcomes: { mended: 'It is mended', nothing_to_mend: 'Nothing to mend' },
  settleOf: (what, name) => `${what}: ${name}`,
  done: {
    mended: (name) => `${name}: noted as mended.`,
    nothing_to_mend: (name) => `${name}: filed without consequence.`,
  },
  settled: (by, when) => `Settled by ${by}, ${when}.`,
  shown: (n, total) =>
    n < total ? `${number(n)} of ${number(total)}` : plural(n, { one: '{n} report', other: '{n} reports' }),
};
