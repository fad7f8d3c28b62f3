import {
  IconCalendarPause,
  IconDots,
  IconNotes,
  IconPhone,
  IconPhoneCheck,
  IconPhoneOff,
  IconPhoneX,
  IconPlayerPlay,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type Due, OUTCOMES, type Outcome, sentenceOf } from '@/api';
import { FollowUpMark } from '@/features/members';
import { phoneLink, readablePhone, today, useDays, useWords } from '@/language';
import { AnchorButton, Button, lazyPart, Menu, MenuItem, Part, Tag, toast } from '@/ui';
import css from './followUp.module.css';
import { openLog } from './logDoor';
import { outcomeWord } from './outcomes';
import { cancelPostponement, contactsChanged, logInteraction, removeInteraction } from './queries';
import { followUpWords } from './words';

const PostponeDialog = lazyPart(() => import('./PostponeDialog').then((part) => part.PostponeDialog));

const ICONS = {
  reached: IconPhoneCheck,
  no_answer: IconPhoneOff,
  call_back: IconPhone,
  wrong_number: IconPhoneX,
} as const;

/** One member to contact: why, the number, and what came of the call in one press. */
export function DueItem({ due, readOnly }: { due: Due; readOnly: boolean }) {
  const words = useWords(followUpWords);
  const w = words.due;
  const days = useDays();
  const client = useQueryClient();
  const [postponing, setPostponing] = useState(false);
  const [busy, setBusy] = useState(false);
  const { member } = due;
  const contact = due.main_contact ?? member.main_contact;
  const [last] = due.last_interactions;
  const phone = due.phone ?? contact?.phone ?? member.phone;
  const refused = member.abilities?.log_interaction?.reason ?? null;

  const log = async (outcome: Outcome) => {
    setBusy(true);
    try {
      const logged = await logInteraction({
        member_ids: [member.id],
        channel: 'call',
        direction: 'outbound',
        on: today(),
        outcome,
        summary: null,
        ...(contact ? { contact_id: contact.id } : {}),
      });
      toast({
        text: w.logged(member.name, words.outcomes[outcome].toLowerCase()),
        undo: async () => {
          await removeInteraction(logged.id);
          toast({ text: w.undone });
          await contactsChanged(client);
        },
      });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    } finally {
      setBusy(false);
      await contactsChanged(client);
    }
  };

  const note = () => openLog({ members: [{ id: member.id, name: member.name }] });
  const isWrong = last?.outcome === 'wrong_number';

  const resume = async () => {
    try {
      await cancelPostponement(member.id);
      toast({ text: w.resumed(member.name) });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    } finally {
      await contactsChanged(client);
    }
  };

  return (
    <li className={css.item} data-read={readOnly || undefined}>
      <div className={css.who}>
        <div className={css.line}>
          <Link to="/membres/$memberId" params={{ memberId: member.id }}>
            {member.name}
          </Link>
          {member.follow_up && <FollowUpMark state={member.follow_up} />}
          {last && last.outcome !== 'reached' && (
            <Tag tone={last.outcome === 'wrong_number' ? 'gres' : 'warn'}>
              {w.tried(outcomeWord(words, last.channel, last.outcome).toLowerCase(), days.ago(last.on))}
            </Tag>
          )}
          {due.postponed_until && (
            <Tag tone="gres">
              {[w.postponedUntil(days.short(due.postponed_until)), due.postponed_reason]
                .filter(Boolean)
                .join('\u00a0· ')}
            </Tag>
          )}
          {due.reason_unreachable && (
            <Tag tone="gres">{due.reason_unreachable === 'bounced' ? w.bounced : w.noAddress}</Tag>
          )}
        </div>
        <p>
          {[
            contact && [contact.name, contact.function].filter(Boolean).join(', '),
            member.commune?.name !== member.name ? member.commune?.name : null,
          ]
            .filter(Boolean)
            .join('\u00a0· ')}
        </p>
        {(isWrong || !phone) && refused === null && (
          <p>
            <Link to="/membres/$memberId" params={{ memberId: member.id }} search={{ onglet: 'personnes' }}>
              {phone ? w.otherNumber : w.aNumber}
            </Link>
          </p>
        )}
        <p className={css.since}>
          {member.last_contact_on && w.since(days.ago(member.last_contact_on))}
          {member.contact_due_on && `, ${w.due(days.ago(member.contact_due_on))}`}
          {last?.summary && <i>{last.summary}</i>}
        </p>
      </div>
      <div className={css.do}>
        {phone ? (
          <AnchorButton
            look="quiet"
            className={css.call ?? ''}
            href={phoneLink(phone)}
            aria-label={`${w.call(readablePhone(phone))}, ${member.name}`}
            icon={<IconPhone size={20} stroke={1.75} aria-hidden />}
          >
            {readablePhone(phone)}
          </AnchorButton>
        ) : (
          <span className={css.noPhone}>{w.noPhone}</span>
        )}
        {/* Whoever only reads is shown no button that they can never press. */}
        {!readOnly && (
          // biome-ignore lint/a11y/useSemanticElements: buttons that act at once are no fieldset
          <div className={css.outcomes} role="group" aria-label={w.outcome(member.name)}>
            {/* Without a number nobody was called: what there was instead is noted in full. */}
            {!phone && (
              <Button
                size="small"
                look="quiet"
                reason={refused}
                icon={<IconNotes size={18} stroke={1.75} aria-hidden />}
                onClick={note}
              >
                {w.noteOther}
              </Button>
            )}
            {(phone ? OUTCOMES : []).map((outcome) => {
              const Icon = ICONS[outcome];
              return (
                <Button
                  key={outcome}
                  size="small"
                  look={outcome === 'reached' ? 'quiet' : 'plain'}
                  reason={refused}
                  busy={busy}
                  icon={<Icon size={18} stroke={1.75} aria-hidden />}
                  onClick={() => void log(outcome)}
                >
                  {words.outcomes[outcome]}
                </Button>
              );
            })}
            <Menu
              target={
                <Button
                  size="small"
                  look="plain"
                  reason={refused}
                  aria-label={`${w.more}, ${member.name}`}
                  icon={<IconDots size={18} stroke={1.75} aria-hidden />}
                >
                  {w.more}
                </Button>
              }
            >
              {phone && (
                <MenuItem icon={<IconNotes size={20} stroke={1.75} />} onClick={note}>
                  {w.note}
                </MenuItem>
              )}
              <MenuItem
                icon={<IconCalendarPause size={20} stroke={1.75} />}
                onClick={() => setPostponing(true)}
              >
                {w.postpone}
              </MenuItem>
              {due.postponed_until && (
                <MenuItem icon={<IconPlayerPlay size={20} stroke={1.75} />} onClick={() => void resume()}>
                  {w.resume}
                </MenuItem>
              )}
            </Menu>
          </div>
        )}
      </div>
      <Part>{postponing && <PostponeDialog member={member} onClose={() => setPostponing(false)} />}</Part>
    </li>
  );
}
