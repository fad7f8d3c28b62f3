/** Texts, numbers and days, typed. The field grows with a long text; a day may also be taken from a calendar. */
import { IconCalendar } from '@tabler/icons-react';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { useWords } from '@/language';
import { plainCell } from '../logic/values';
import { inCellWords } from '../words/inCell';
import { useDesk } from './desk';
import { type EditorProps, ending } from './Editor';
import css from './Editor.module.css';

const ARROWS = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']);

export function TextEditor({ editing, room, end, onLeave }: EditorProps) {
  const { engine } = useDesk();
  const words = useWords(inCellWords);
  const { column, id, base } = editing;
  const mark = engine.marks.get(id, column.key);
  const start =
    mark?.kind === 'refused' && mark.text !== undefined ? mark.text : plainCell(column, base, engine.speech);
  const [text, setText] = useState(editing.mode === 'type' ? '' : start);
  // A cell begun by typing is left by arrows, as in a spreadsheet; F2 goes from one way to the other.
  const [quick, setQuick] = useState(editing.mode === 'type');
  const field = useRef<HTMLTextAreaElement>(null);
  const calendar = useRef<HTMLInputElement>(null);
  const given = () => (text === start ? undefined : { text });
  onLeave(() => end(given(), null));

  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.focus({ preventScroll: true });
    area.setSelectionRange(area.value.length, area.value.length);
    if (editing.mode === 'list') openCalendar(calendar.current);
  }, [editing.mode]);
  useLayoutEffect(() => {
    const area = field.current;
    if (!area || text === '') return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`;
  }, [text]);

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (
      ending(
        event,
        (exit) => end(given(), exit),
        () => end(undefined, { key: '', back: false }),
      )
    )
      return;
    event.stopPropagation();
    const { key } = event;
    if (key === 'F2') setQuick(!quick);
    else if (key === 'Enter' && event.altKey && column.kind === 'long_text')
      insertBreak(event.currentTarget, setText);
    else if (key === 'ArrowDown' && event.altKey && column.kind === 'date') openCalendar(calendar.current);
    else if (quick && ARROWS.has(key) && !event.shiftKey && !event.ctrlKey && !event.altKey)
      end(given(), { key, back: false });
    else return;
    event.preventDefault();
  };

  return (
    <div className={css.field} data-kind={column.kind} data-far={room.far || undefined}>
      <textarea
        ref={field}
        rows={1}
        value={text}
        aria-label={words.editing(column.title)}
        inputMode={column.kind === 'number' ? 'decimal' : 'text'}
        placeholder={column.kind === 'date' ? words.dateHint : undefined}
        spellCheck={column.kind === 'long_text'}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onPointerDown={() => setQuick(false)}
        onBlur={(event) => {
          if (event.relatedTarget !== calendar.current) end(given(), null);
        }}
      />
      {column.kind === 'date' && (
        <label className={css.calendar}>
          <IconCalendar size={16} stroke={1.75} aria-hidden />
          <input
            ref={calendar}
            type="date"
            tabIndex={-1}
            aria-label={words.pickDay}
            defaultValue={typeof base === 'string' ? base : ''}
            onPointerDown={(event) => {
              event.preventDefault();
              openCalendar(event.currentTarget);
            }}
            onChange={(event) => {
              const day = event.target.value;
              if (/^[12]\d{3}-/.test(day)) end({ value: day }, { key: '', back: false });
            }}
          />
        </label>
      )}
    </div>
  );
}

/** Browsers without `showPicker`, or that refuse it, keep the typed day. */
function openCalendar(input: HTMLInputElement | null): void {
  try {
    input?.showPicker?.();
  } catch {
    input?.focus();
  }
}

function insertBreak(area: HTMLTextAreaElement, setText: (text: string) => void): void {
  const { selectionStart, selectionEnd, value } = area;
  const text = `${value.slice(0, selectionStart)}\n${value.slice(selectionEnd)}`;
  setText(text);
  requestAnimationFrame(() => area.setSelectionRange(selectionStart + 1, selectionStart + 1));
}
