/** Whether all is kept; what was written is taken back and done again; who else writes. */
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { sentenceOf } from '@/api';
import { useDays, useWords } from '@/language';
import { Button, Dialog, Note, StatusMark } from '@/ui';
import { draftOf, type Field, isSection, writtenOf } from './draft';
import css from './editor.module.css';
import type { Kept } from './keeper';
import { useNameOf } from './names';
import { editorWords } from './words';
import { useKept, useWriting } from './writing';

const SHAPES = {
  saved: ['disc', 'ok'],
  waiting: ['ring', 'ciel'],
  saving: ['half', 'ciel'],
  failed: ['square', 'err'],
  clash: ['diamond', 'warn'],
} as const;

export function Saving() {
  const w = useWords(editorWords);
  const days = useDays();
  const { keeper } = useWriting();
  const kept = useKept(keeper);
  const { state, failure, faults, joined } = kept;
  const [shape, tone] = SHAPES[state];
  useSheetKeys();
  const hasFault = Object.values(faults).some(Boolean);
  return (
    <div className={css.stack}>
      <div className={css.saving} role="toolbar" aria-label={w.tools}>
        <StatusMark shape={shape} tone={tone}>
          {w.states[state]}
        </StatusMark>
        <Button
          size="small"
          aria-disabled={!kept.canUndo || undefined}
          icon={<IconArrowBackUp size={18} stroke={1.75} aria-hidden />}
          onClick={keeper.undo}
        >
          {w.undo}
        </Button>
        <Button
          size="small"
          aria-disabled={!kept.canRedo || undefined}
          icon={<IconArrowForwardUp size={18} stroke={1.75} aria-hidden />}
          onClick={keeper.redo}
        >
          {w.redo}
        </Button>
      </div>
      {/* Only this is read aloud: that all is well would be told with every pause. */}
      <div role="status">
        {state === 'failed' && (Boolean(failure) || hasFault) && (
          <Note tone="warn">
            <p>{failure ? sentenceOf(failure) : w.faulty}</p>
            {Boolean(failure) && (
              <Button size="small" onClick={() => void keeper.flush()}>
                {w.again}
              </Button>
            )}
          </Note>
        )}
      </div>
      {joined && (
        <Note>
          <p role="status">{w.joined(whoOf(joined) ?? w.someone, days.instant(joined.changed_at))}</p>
          <Button size="small" onClick={keeper.heard}>
            {w.seen}
          </Button>
        </Note>
      )}
      {state === 'clash' && kept.clash && <ClashDialog kept={kept} clash={kept.clash} />}
    </div>
  );
}

const whoOf = (current: NonNullable<Kept['joined']>) =>
  typeof current.changed_by === 'string' ? current.changed_by : current.changed_by?.name;

/** Outside of a text, which takes back its own letters. */
function useSheetKeys() {
  const { keeper } = useWriting();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
      const key = event.key.toLowerCase();
      const isText = event.target instanceof Element && event.target.matches('input, textarea, select');
      if (isText || (key !== 'z' && key !== 'y') || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) keeper.redo();
      else keeper.undo();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [keeper]);
}

/** Only the fields that both changed. There is no way round: somebody decides. */
function ClashDialog({ kept, clash }: { kept: Kept; clash: NonNullable<Kept['clash']> }) {
  const w = useWords(editorWords);
  const { clash: words } = w;
  const days = useDays();
  const { keeper } = useWriting();
  const nameOf = useNameOf(kept.sheet.kind);
  const { current, fields, theirs } = clash;
  const [mine, held] = [writtenOf(kept.draft), writtenOf(draftOf(theirs))];
  const shown = (field: Field, value: unknown): ReactNode =>
    isSection(String(field)) || typeof value === 'string' ? (value as string) : JSON.stringify(value);
  return (
    <Dialog
      shape="large"
      title={words.title}
      footer={
        <>
          <Button onClick={() => keeper.decide('theirs')}>{words.keepTheirs}</Button>
          <Button look="main" onClick={() => keeper.decide('mine')}>
            {words.keepMine}
          </Button>
        </>
      }
    >
      <p>
        {words.text(
          (current && whoOf(current)) ?? w.someone,
          current ? days.instant(current.changed_at) : '',
        )}
      </p>
      <table className={css.diff}>
        <thead>
          <tr>
            <th scope="col">{words.field}</th>
            <th scope="col">{words.theirs}</th>
            <th scope="col">{words.yours}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={String(field)}>
              <th scope="row">{nameOf(String(field))}</th>
              <td>{shown(field, held[field]) || words.blank}</td>
              <td>{shown(field, mine[field]) || words.blank}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
