/** One key, five seconds: who, by what means, what came of it, when, in a few words. Enter saves. */
import { IconMail, IconPhone, IconUsersGroup, IconWalk } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import { CHANNELS, idempotencyKey, type Outcome, useServerForm } from '@/api';
import { MemberPicker } from '@/features/members';
import { addDays, today, useWords } from '@/language';
import {
  AreaField,
  Button,
  Chip,
  ChoiceField,
  DateField,
  Dialog,
  ErrorSummary,
  FieldStack,
  FilterChips,
  Kbd,
  toast,
  uiWords,
} from '@/ui';
import css from './followUp.module.css';
import { closeLog, type LogSubject } from './logDoor';
import { outcomesOf, outcomeWord } from './outcomes';
import { changeInteraction, contactsChanged, logInteraction, removeInteraction } from './queries';
import { followUpWords } from './words';

type Means = (typeof CHANNELS)[number];
const ICONS = { call: IconPhone, visit: IconWalk, meeting: IconUsersGroup, email: IconMail } as const;

export function LogDialog({ subject }: { subject: LogSubject }) {
  const words = useWords(followUpWords);
  const w = words.log;
  const { cancel } = useWords(uiWords);
  const client = useQueryClient();
  const [key] = useState(idempotencyKey);
  const [nobody, setNobody] = useState(false);
  const who = useRef<HTMLInputElement>(null);
  const { entry } = subject;
  const form = useServerForm({
    initial: {
      members: subject.members,
      channel: (entry?.channel ?? 'call') as Means,
      outcome: entry?.outcome ?? ('reached' as Outcome),
      direction: entry?.direction ?? ('outbound' as const),
      on: entry?.on ?? today(),
      summary: entry?.summary ?? '',
    },
    send: async ({ members, channel, outcome, direction, on, summary }) => {
      const body = { channel, outcome, direction, on, summary: summary.trim() || null };
      return entry
        ? changeInteraction(entry.id, entry.revision, body)
        : logInteraction({ ...body, member_ids: members.map(({ id }) => id) }, key);
    },
    onDone: (saved, { members }) => {
      closeLog();
      toast(
        entry
          ? { text: w.saved }
          : {
              text: w.done(members.length, members[0]?.name ?? ''),
              undo: async () => {
                await removeInteraction(saved.id);
                toast({ text: words.due.undone });
                await contactsChanged(client);
              },
            },
      );
      void contactsChanged(client);
    },
  });
  const { channel } = form.values;
  const chooseMeans = (means: Means) => {
    form.set('channel', means);
    if (!outcomesOf(means, entry?.outcome).includes(form.values.outcome)) form.set('outcome', 'reached');
  };
  const submit = () => {
    const empty = form.values.members.length === 0;
    setNobody(empty);
    if (empty) who.current?.focus();
    else void form.submit();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    const writes = target instanceof HTMLTextAreaElement || target.getAttribute('role') === 'combobox';
    const means = CHANNELS[Number(event.key) - 1];
    // In the empty first field a digit chooses the means; elsewhere it is a letter like any other.
    const free =
      !(target instanceof HTMLTextAreaElement) &&
      !(target instanceof HTMLInputElement && target.value !== '' && target.type !== 'radio');
    if (means && free) {
      event.preventDefault();
      chooseMeans(means);
    } else if (
      event.key === 'Enter' &&
      !event.defaultPrevented &&
      (!writes || event.ctrlKey || !event.shiftKey)
    ) {
      if (target instanceof HTMLButtonElement) return;
      event.preventDefault();
      submit();
    }
  };
  return (
    <Dialog
      shape="large"
      title={entry ? w.editTitle : w.title}
      onClose={closeLog}
      onSubmit={submit}
      footer={
        <>
          <span className={css.hint}>
            <Kbd>1</Kbd>–<Kbd>4</Kbd> <Kbd>⏎</Kbd> <span data-visually-hidden>{w.enter}</span>
          </span>
          <Button onClick={closeLog}>{cancel}</Button>
          <Button look="main" type="submit" busy={form.busy}>
            {entry ? w.save : w.submit}
          </Button>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the form inside, each with its visible control */}
      <div onKeyDown={onKeyDown}>
        <FieldStack>
          <ErrorSummary errors={form.summary({ on: w.on, summary: w.summary })} leftovers={form.leftovers} />
          {!entry && (
            <MemberPicker
              label={w.who}
              hint={w.whoHint}
              chosen={form.values.members}
              onChange={(members) => form.set('members', members)}
              removeLabel={w.remove}
              error={nobody && form.values.members.length === 0 ? w.nobody : null}
              inputRef={who}
            />
          )}
          <ChoiceField
            legend={w.channel}
            value={channel}
            onChange={chooseMeans}
            options={CHANNELS.map((means, i) => {
              const Icon = ICONS[means];
              return {
                value: means,
                icon: <Icon size={20} stroke={1.75} aria-hidden />,
                label: (
                  <>
                    {words.channels[means]} <Kbd>{i + 1}</Kbd>
                  </>
                ),
              };
            })}
          />
          <ChoiceField
            legend={w.outcome}
            value={form.values.outcome}
            onChange={(outcome) => form.set('outcome', outcome)}
            options={outcomesOf(channel, entry?.outcome).map((outcome) => ({
              value: outcome,
              label: outcomeWord(words, channel, outcome),
            }))}
          />
          <div className={css.when}>
            <DateField label={w.on} max={today()} {...form.field('on')} />
            <FilterChips label={w.on}>
              <Chip pressed={form.values.on === today()} onPress={() => form.set('on', today())}>
                {w.today}
              </Chip>
              <Chip
                pressed={form.values.on === addDays(today(), -1)}
                onPress={() => form.set('on', addDays(today(), -1))}
              >
                {w.yesterday}
              </Chip>
            </FilterChips>
          </div>
          <AreaField
            label={w.summary}
            description={w.summaryHint}
            data-autofocus={subject.members.length > 0 || undefined}
            {...form.field('summary')}
          />
        </FieldStack>
      </div>
    </Dialog>
  );
}
