/** The sheet as it is written: sections with what one writes there, what stands beside them, and what a reader will see. */
import { useQuery } from '@tanstack/react-query';
import { Fragment, useEffect, useId, useState } from 'react';
import { failureOf, type SheetSection } from '@/api';
import { MemberPicker } from '@/features/members';
import { useWords } from '@/language';
import {
  AreaField,
  Button,
  Card,
  Columns,
  Dialog,
  FailureNotice,
  FieldRow,
  FieldStack,
  Skeleton,
  TextField,
  useMedia,
} from '@/ui';
import { sectionsQuery } from '../queries';
import { wordsIn } from '../view/markup';
import { About } from './About';
import { Beside } from './Beside';
import { Comments } from './Comments';
import { idOf } from './draft';
import css from './editor.module.css';
import { Links } from './Links';
import { Documents, Pictures } from './Media';
import { focusField, Missing } from './Missing';
import { PaperButton } from './PaperButton';
import { Preview } from './Preview';
import { ProseField } from './ProseField';
import { Saving } from './Saving';
import { editorWords } from './words';
import { useField, useKept, useSheet, useWriting } from './writing';

/** Of the summary; the server takes no more. */
const SUMMARY = 300;
/** Where there is room for what a reader sees beside what is written. */
const WIDE = '(min-width: 1024px)';

interface EditorProps {
  /** The field that somebody comes for. */
  target: string | undefined;
  onJump: (field: string) => void;
}

export function Editor({ target, onJump }: EditorProps) {
  const w = useWords(editorWords);
  const { keeper, isStaff } = useWriting();
  const sheet = useSheet(keeper);
  const found = useQuery(sectionsQuery);
  const wide = useMedia(WIDE);
  const [previewing, setPreviewing] = useState(false);
  const sections = found.data?.[sheet.kind];
  const isThere = sections !== undefined;
  useEffect(() => {
    if (target && isThere) focusField(target);
  }, [target, isThere]);
  if (found.isError)
    return <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />;
  if (!sections) return <Skeleton lines={10} />;
  const main = (
    <>
      <Card title={w.main}>
        <FieldStack>
          <Title />
          {isStaff && <Member />}
          <Summary />
        </FieldStack>
      </Card>
      {groupsOf(sections).map(([group, inside]) => (
        <Card key={group || 'alone'} title={group || w.alone}>
          <div className={css.sections}>
            {inside.map((section) => (
              <Section key={section.key} section={section} />
            ))}
          </div>
        </Card>
      ))}
      <About />
      <Pictures />
      <Documents />
      <Links />
      <Contact />
    </>
  );
  return (
    <>
      <Saving />
      {!wide && (
        <div className={css.tools}>
          <Button size="small" onClick={() => setPreviewing(true)}>
            {w.seePreview}
          </Button>
          <PaperButton />
        </div>
      )}
      <Columns
        main={main}
        side={
          <>
            <Missing onJump={onJump} />
            <Budget sections={sections} />
            {wide && <Aside />}
          </>
        }
      />
      {previewing && !wide && (
        <Dialog shape="large" title={w.preview} onClose={() => setPreviewing(false)}>
          <Preview />
        </Dialog>
      )}
    </>
  );
}

/** What a reader will see, in sight while one writes. */
function Aside() {
  const w = useWords(editorWords);
  const id = useId();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
    <section className={css.preview} aria-labelledby={id} tabIndex={0}>
      <div className={css.previewHead}>
        <h2 id={id}>{w.preview}</h2>
        <PaperButton />
      </div>
      <Preview />
    </section>
  );
}

function groupsOf(sections: readonly SheetSection[]): [string, SheetSection[]][] {
  const groups = new Map<string, SheetSection[]>();
  for (const section of sections) groups.set(section.group, [...(groups.get(section.group) ?? []), section]);
  return [...groups];
}

function Section({ section }: { section: SheetSection }) {
  return (
    <div className={css.section}>
      <ProseField
        section={section.key}
        label={section.label}
        guidance={section.guidance}
        room={section.words}
      />
      <Beside section={section.key} />
      <Comments section={section.key} label={section.label} />
    </div>
  );
}

function Title() {
  const w = useWords(editorWords);
  const { id, value, set, error, disabled } = useField('title');
  return (
    <Fragment>
      <TextField
        id={id}
        label={w.title}
        value={value}
        maxLength={200}
        error={error}
        disabled={disabled}
        onChange={(event) => set(event.currentTarget.value)}
      />
      <Comments section="title" label={w.title} />
    </Fragment>
  );
}

function Member() {
  const w = useWords(editorWords);
  const { id, value, set, error, disabled } = useField('member');
  if (disabled) return <p className={css.hint}>{value?.name ?? w.noMember}</p>;
  return (
    <div id={id}>
      <MemberPicker
        label={w.member}
        chosen={value ? [value] : []}
        onChange={(chosen) => {
          const last = chosen.at(-1);
          set(last ? { id: last.id, name: last.name } : null);
        }}
        removeLabel={w.remove}
        error={error}
      />
    </div>
  );
}

function Summary() {
  const w = useWords(editorWords);
  const { id, value, set, error, disabled } = useField('summary');
  return (
    <AreaField
      id={id}
      label={w.summary}
      description={`${w.summaryHint} ${w.letters(value.length, SUMMARY)}`}
      rows={2}
      maxLength={SUMMARY}
      value={value}
      error={error}
      readOnly={disabled}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}

function Contact() {
  const w = useWords(editorWords).contact;
  const { id, value, set, error, disabled } = useField('contact');
  const url = useField('external_url');
  const part = (name: keyof typeof value, type: string, most: number) => (
    <TextField
      {...(name === 'name' && { id })}
      type={type}
      label={w[name]}
      value={value[name]}
      maxLength={most}
      error={name === 'email' ? error : null}
      disabled={disabled}
      onChange={(event) => set({ ...value, [name]: event.currentTarget.value })}
    />
  );
  return (
    <Card title={w.title}>
      <FieldStack>
        <p className={css.hint}>{w.hint}</p>
        <FieldRow>
          {part('name', 'text', 200)}
          {part('email', 'email', 254)}
          {part('phone', 'tel', 60)}
        </FieldRow>
        <TextField
          id={idOf('external_url')}
          type="url"
          inputMode="url"
          label={w.url}
          value={url.value}
          maxLength={500}
          error={url.error}
          disabled={url.disabled}
          onChange={(event) => url.set(event.currentTarget.value)}
        />
      </FieldStack>
    </Card>
  );
}

/** All texts together, against what fits on two pages. */
function Budget({ sections }: { sections: readonly SheetSection[] }) {
  const w = useWords(editorWords);
  const { keeper } = useWriting();
  const { draft } = useKept(keeper);
  const room = sections.reduce((sum, { words }) => sum + words, 0);
  const words = sections.reduce((sum, { key }) => sum + wordsIn(draft[`sections.${key}`] ?? ''), 0);
  const told = w.budget(words, room);
  return (
    <div className={css.budget}>
      <p>{told}</p>
      <progress aria-label={told} value={Math.min(words, room)} max={room} />
      {words > room && <p className={css.hint}>{w.budgetOver}</p>}
    </div>
  );
}
