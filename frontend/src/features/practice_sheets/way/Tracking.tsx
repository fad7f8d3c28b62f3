/** Where the sheet stands with its member, and what was published of it. */
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import {
  CONFIRMATION_WAYS,
  type ConfirmationWay,
  idempotencyKey,
  reasonOf,
  type Sheet,
  useServerForm,
} from '@/api';
import { useDays, useWords } from '@/language';
import { Button, Card, ChoiceField, Columns, FieldStack, FormDialog, Note, TextField, toast } from '@/ui';
import { askConfirmation, askInterview, recordConfirmation } from '../changes';
import editor from '../editor/editor.module.css';
import { useSheet, useWriting } from '../editor/writing';
import { sectionsQuery } from '../queries';
import { type Asked, AskOnce } from './AskOnce';
import { QUESTION_SECTIONS } from './questions';
import { Versions } from './Versions';
import css from './way.module.css';
import { wayWords } from './words';

interface TrackingProps {
  onJump: (field: string) => void;
}

export function Tracking({ onJump }: TrackingProps) {
  const { keeper, isStaff } = useWriting();
  const sheet = useSheet(keeper);
  const hasInterview = sheet.kind === 'good_practice' && (isStaff || sheet.interview);
  return (
    <Columns
      main={<Versions />}
      side={
        <>
          {sheet.member && <WithMember sheet={sheet} onJump={onJump} />}
          {hasInterview && <Interview sheet={sheet} onJump={onJump} />}
        </>
      }
    />
  );
}

interface PartProps extends TrackingProps {
  sheet: Sheet;
}

function WithMember({ sheet, onJump }: PartProps) {
  const w = useWords(wayWords).confirmation;
  const { isStaff } = useWriting();
  const [open, setOpen] = useState<'ask' | 'record' | null>(null);
  const { confirmation: said } = sheet;
  const asked: Asked = {
    title: w.askTitle(sheet.member?.name ?? ''),
    text: w.askText,
    button: w.ask,
    done: () => w.asked,
    make: askConfirmation,
  };
  return (
    // The field that a missing confirmation leads to.
    <div id="s-confirmation">
      <Card title={w.title}>
        <div className={editor.stack}>
          <Told sheet={sheet} />
          {said?.outdated && said.state !== 'asked' && <Note tone="warn">{w.outdated}</Note>}
          {isStaff && (
            <div className={editor.tools}>
              <Button reason={reasonOf(sheet.abilities.ask_confirmation)} onClick={() => setOpen('ask')}>
                {said ? w.askAgain : w.ask}
              </Button>
              <Button
                look="plain"
                reason={reasonOf(sheet.abilities.record_confirmation)}
                onClick={() => setOpen('record')}
              >
                {w.record}
              </Button>
            </div>
          )}
        </div>
      </Card>
      {open === 'ask' && (
        <AskOnce asked={asked} onJump={onJump} onDone={() => undefined} onClose={() => setOpen(null)} />
      )}
      {open === 'record' && <RecordDialog onClose={() => setOpen(null)} />}
    </div>
  );
}

function Told({ sheet: { confirmation: said } }: Pick<PartProps, 'sheet'>): ReactNode {
  const w = useWords(wayWords).confirmation;
  const days = useDays();
  if (!said) return <p>{w.none}</p>;
  const name = said.name || w.theMember;
  const when = days.instant(said.answered_at ?? said.asked_at);
  if (said.state === 'asked') return <p>{w.waits(name, when)}</p>;
  const way = said.way ? ` (${w.ways[said.way].toLowerCase()})` : '';
  if (said.state === 'confirmed') return <p>{w.confirmed(`${name}${way}`, when)}</p>;
  return (
    <>
      <p>{w.corrections(`${name}${way}`, when)}</p>
      <blockquote className={css.quote}>{said.words}</blockquote>
    </>
  );
}

function RecordDialog({ onClose }: { onClose: () => void }) {
  const w = useWords(wayWords);
  const { confirmation: c } = w;
  const { keeper } = useWriting();
  const [key] = useState(idempotencyKey);
  const form = useServerForm({
    initial: { way: 'phone' as ConfirmationWay, name: '' },
    send: async ({ way, name }) => {
      await keeper.flush();
      const { id } = keeper.told().sheet;
      return keeper.run(
        () => recordConfirmation(id, way, name, key),
        (sheet) => sheet,
      );
    },
    onDone: () => {
      toast({ text: c.recorded });
      onClose();
    },
  });
  return (
    <FormDialog
      shape="dialog"
      title={c.recordTitle}
      submit={c.save}
      busy={form.busy}
      errors={form.summary({ way: c.way, name: c.who })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <ChoiceField
        id="f-way"
        legend={c.way}
        options={CONFIRMATION_WAYS.map((way) => ({ value: way, label: c.ways[way] }))}
        value={form.values.way as (typeof CONFIRMATION_WAYS)[number]}
        onChange={(way) => form.set('way', way)}
      />
      <TextField label={c.who} maxLength={200} required {...form.field('name')} />
    </FormDialog>
  );
}

function Interview({ sheet, onJump }: PartProps) {
  const w = useWords(wayWords).interview;
  const days = useDays();
  const { isStaff } = useWriting();
  const sections = useQuery(sectionsQuery).data?.good_practice ?? [];
  const [asking, setAsking] = useState(false);
  const { interview } = sheet;
  const nameOf = (question: string) =>
    sections.find(({ key }) => key === QUESTION_SECTIONS[question])?.label ?? question;
  return (
    <Card title={w.title}>
      <div className={editor.stack}>
        {!interview && <p>{w.none}</p>}
        {interview && (
          <p>
            {interview.answered_at
              ? w.answered(days.instant(interview.answered_at))
              : `${w.since(days.instant(interview.asked_at), days.instant(interview.until_at))} ${w.started(interview.answers.length)}`}
          </p>
        )}
        {interview && interview.answers.length > 0 && (
          <details>
            <summary>{w.answers}</summary>
            <dl className={css.answers}>
              {interview.answers.map(({ key, text }) => (
                <div key={key}>
                  <dt>{nameOf(key)}</dt>
                  <dd>{text}</dd>
                </div>
              ))}
            </dl>
          </details>
        )}
        {isStaff && sheet.state === 'draft' && (
          <FieldStack>
            <div>
              <Button reason={reasonOf(sheet.abilities.interview)} onClick={() => setAsking(true)}>
                {interview ? w.askAgain : w.ask}
              </Button>
            </div>
          </FieldStack>
        )}
      </div>
      {asking && (
        <AskOnce
          asked={{
            title: w.askTitle(sheet.member?.name ?? ''),
            text: w.askText,
            button: w.ask,
            done: () => w.asked,
            make: askInterview,
          }}
          onJump={onJump}
          onDone={() => undefined}
          onClose={() => setAsking(false)}
        />
      )}
    </Card>
  );
}
