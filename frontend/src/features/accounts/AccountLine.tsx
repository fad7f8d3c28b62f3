/** An account in the list, with what may be done with it. */
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type Account, reasonOf, sentenceOf } from '@/api';
import { useDays, useWords } from '@/language';
import { Button, Dialog, StatusMark, Tag, toast, uiWords } from '@/ui';
import { AccountDialog } from './AccountDialog';
import { mailTold, type Told } from './mailTold';
import type { OrganisationPicker } from './organisations';
import { disableAccount, inviteAgain, resetSecondFactor, restoreAccount } from './queries';
import { accountsWords, protectionWords } from './words';

interface LineProps {
  account: Account;
  isMe: boolean;
  reason: string | null;
  picker: OrganisationPicker;
}

export function AccountLine({ account, isMe, reason, picker }: LineProps) {
  const words = useWords(accountsWords);
  const w = words.list;
  const more = useWords(protectionWords).list;
  const ui = useWords(uiWords);
  const days = useDays();
  const client = useQueryClient();
  const navigate = useNavigate();
  const run = async (
    action: () => Promise<unknown>,
    said: string | (() => Promise<Told>),
    undo?: () => Promise<unknown>,
  ) => {
    const refresh = () => client.invalidateQueries({ queryKey: ['accounts'] });
    try {
      await action();
      toast({
        ...(typeof said === 'string' ? { text: said } : await said()),
        ...(undo
          ? {
              undo: async () => {
                await undo();
                await refresh();
              },
            }
          : {}),
      });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    await refresh();
  };
  const { id, name, email, status, abilities } = account;
  const [takingAway, setTakingAway] = useState(false);
  const [changing, setChanging] = useState(false);
  const seats = account.organisations.map((seat) => `${seat.name} (${words.roles[seat.role]})`).join(', ');
  const seen = account.last_sign_in_at ? days.instant(account.last_sign_in_at) : w.never;
  const awaited = status === 'invited';
  const withdrawn = status === 'disabled' && account.last_sign_in_at === null;
  const reset = abilities.reset_second_factor;
  const go = () => navigate({ to: '/reglages/fonctionnement', search: { pour: 'invitation' } });
  const sendAgain = () =>
    run(
      () => inviteAgain(id),
      () => mailTold(client, { ...words.inviteForm, sent: w.sentAgain }, email, go),
    );
  return (
    <li>
      <div>
        <strong>{name}</strong>
        <small>{[email, seats].filter(Boolean).join('\u00a0· ')}</small>
        <small>
          {awaited ? invitationOf(account, more, days) : `${w.lastSeen} : ${seen}`}
          {account.role && !awaited && ` · ${account.second_factor ? more.twoSteps : more.oneStep}`}
        </small>
      </div>
      <StatusMark
        shape={status === 'active' ? 'disc' : status === 'invited' ? 'half' : 'dash'}
        tone={status === 'active' ? 'ok' : status === 'invited' ? 'ciel' : 'quiet'}
      >
        {withdrawn ? more.withdrawnStatus : words.statuses[status]}
      </StatusMark>
      <Tag>{account.role ? words.roles[account.role] : words.roles.none}</Tag>
      <Button
        size="small"
        reason={reason ?? reasonOf(abilities.edit)}
        aria-label={words.change.title(name)}
        onClick={() => setChanging(true)}
      >
        {words.change.open}
      </Button>
      {awaited && (
        <>
          <Button size="small" reason={reason} onClick={() => void sendAgain()}>
            {w.again}
          </Button>
          <Button
            size="small"
            look="plain"
            reason={reason ?? reasonOf(abilities.disable)}
            onClick={() =>
              void run(
                () => disableAccount(id),
                more.withdrawn(name),
                // The link is void for good: whoever is invited after all gets a new one.
                () => restoreAccount(id).then(sendAgain),
              )
            }
          >
            {more.withdraw}
          </Button>
        </>
      )}
      {account.second_factor && !isMe && (
        <Button
          size="small"
          look="plain"
          reason={reason ?? reasonOf(reset)}
          onClick={() => setTakingAway(true)}
        >
          {words.factor.takeAway}
        </Button>
      )}
      {status === 'disabled' && (
        <Button
          size="small"
          reason={reason}
          onClick={() => void run(() => restoreAccount(id), w.restored(name))}
        >
          {w.restore}
        </Button>
      )}
      {status === 'active' && (
        <Button
          size="small"
          look="plain"
          reason={isMe ? w.self : (reason ?? reasonOf(abilities.disable))}
          onClick={() =>
            void run(
              () => disableAccount(id),
              w.disabled(name),
              () => restoreAccount(id),
            )
          }
        >
          {w.disable}
        </Button>
      )}
      {changing && (
        <AccountDialog account={account} isMe={isMe} picker={picker} onClose={() => setChanging(false)} />
      )}
      {takingAway && (
        <Dialog
          title={words.factor.takeAwayTitle(name)}
          onClose={() => setTakingAway(false)}
          footer={
            <>
              <Button onClick={() => setTakingAway(false)}>{ui.cancel}</Button>
              <Button
                look="danger"
                onClick={() => {
                  setTakingAway(false);
                  void run(() => resetSecondFactor(id), words.factor.takenAway(name));
                }}
              >
                {words.factor.takeAway}
              </Button>
            </>
          }
        >
          <p>{words.factor.takeAwayText}</p>
        </Dialog>
      )}
    </li>
  );
}

interface InvitationWords {
  until: (day: string) => string;
  expired: (day: string) => string;
  void: string;
}

/** Until when somebody who was invited can still come in. */
function invitationOf(
  { invitation_until }: Account,
  w: InvitationWords,
  days: ReturnType<typeof useDays>,
): string {
  if (invitation_until === null || invitation_until === undefined) return w.void;
  const isPast = new Date(invitation_until).getTime() <= Date.now();
  return (isPast ? w.expired : w.until)(days.instant(invitation_until));
}
