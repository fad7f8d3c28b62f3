import { grammar } from '@/language';
import type { protectionFr } from './protectionFr';

const { plural } = grammar('en');

export const protectionEn: typeof protectionFr = {
  devices: {
    on: (browser: string, system: string) => `${browser} on ${system}`,
    seen: (since: string, at: string) => `Signed in ${since}, last seen ${at}`,
    endOthers: 'Sign all others out',
    othersEnded: 'All other devices are signed out.',
    onlyHere: 'You are signed in nowhere else.',
  },
  email: {
    title: 'E-mail address',
    text: 'You sign in with it, and our messages go there.',
    change: 'Change the address',
    changeText:
      'A link goes to the new address. Until you open it nothing changes; the present address is told.',
    next: 'New e-mail address',
    send: 'Send the link',
    sent: (email: string) => `A message is on its way to ${email}.`,
    pending: (email: string, until: string) =>
      `${email} waits to be confirmed: open the link received at this address, good until ${until}.`,
    again: 'Send the link again',
    callOff: 'Call it off',
    calledOff: 'Called off: your address stays the same.',
    confirmTitle: 'Your new address',
    confirmLead: 'One more step: confirm that it is yours.',
    confirm: 'Confirm this address',
    confirmed: (email: string) => `Done: from now on you sign in with ${email}.`,
    confirmedText: 'The former address no longer opens your account.',
    toAccount: 'Go to my account',
  },
  factor: {
    left: (n: number) =>
      n === 0
        ? 'You have no recovery code left.'
        : plural(n, {
            one: 'You have {n} recovery code left.',
            other: 'You have {n} recovery codes left.',
          }),
    fewLeft: 'Make new ones before you run out.',
    required: 'Your club demands it of the whole team.',
    requiredSoon:
      'Your club demands it of the whole team: without it your next sign-in will stop at setting it up.',
    replace: 'Change the authenticator',
    replaceText: 'A new phone? Let it read the new picture: the former authenticator counts until the end.',
    renew: 'New recovery codes',
    renewText: 'The codes you kept will be void.',
    renewTitle: 'Your new recovery codes',
    renewed: (n: number) => `Keep these ${n} codes in place of the former ones: each works once.`,
    print: 'Print',
    printTitle: (email: string) => `Recovery codes of ${email}`,
  },
  due: {
    title: 'One more step',
    lead: 'Your club demands sign-in in two steps of its whole team. It takes two minutes, once and for all.',
    needed:
      'You need a code application on your phone (Aegis, FreeOTP, 2FAS…). First give your password again.',
    begin: 'Begin',
    leave: 'Sign out',
    noPassword: 'No password yet? Choose one',
    enter: 'I have kept them: enter',
    step: (n: number) => `Step ${n} of 3`,
  },
  team: {
    title: 'Sign-in in two steps for the team',
    text: 'Beside the password, a code given by the phone. Demanded, it holds for everybody with a role in the club; member organisations and API keys are not concerned.',
    on: 'demanded',
    off: 'up to each',
    demand: 'Demand it of the whole team',
    stop: 'No longer demand it',
    demanded: 'Demanded: who has none yet sets it up at their next sign-in.',
    stopped: 'It is up to each again.',
    missing: (n: number, total: number) =>
      n === 0
        ? `The whole team has it already: ${total} of ${total}.`
        : `${plural(n, { one: '{n} person', other: '{n} people' })} of ${total} ${n > 1 ? 'have' : 'has'} none yet.`,
    see: 'See them',
  },
  list: {
    filters: 'Which accounts',
    all: 'All',
    invited: 'Invited',
    disabled: 'Disabled',
    without: 'Team without two steps',
    until: (day: string) => `invitation good until ${day}`,
    expired: (day: string) => `invitation expired ${day}`,
    void: 'invitation to be sent again',
    withdraw: 'Take the invitation back',
    withdrawn: (name: string) => `The invitation of ${name} is taken back: its link opens nothing any more.`,
    withdrawnStatus: 'invitation taken back',
    twoSteps: 'two steps',
    oneStep: 'without two steps',
    noneInvited: 'Nobody is awaited',
    noneInvitedText: 'All invitations were accepted or taken back.',
  },
};
