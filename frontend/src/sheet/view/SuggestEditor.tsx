/**
 * A text with what may be meant by it, found while one types (WAI-ARIA combobox): Enter and Tab take the entry that is
 * lit. The words as they are typed come last: nothing has to be in the list.
 */
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useWords } from '@/language';
import type { Suggestion } from '../contract';
import { folded } from '../logic/folded';
import { plainCell } from '../logic/values';
import { inCellWords } from '../words/inCell';
import { useDesk } from './desk';
import { type EditorProps, type Exit, ending } from './Editor';
import css from './Editor.module.css';
import { OptionList, optionId } from './OptionList';

/** Between two letters typed in one go nobody is asked. */
const PAUSE_MS = 120;
/** Of the words as they are; no value of a column is this. */
const AS_TYPED = '\n';

export function SuggestEditor({ editing, room, end, onLeave }: EditorProps) {
  const { engine } = useDesk();
  const words = useWords(inCellWords);
  const { column, id, base } = editing;
  const mark = engine.marks.get(id, column.key);
  const start =
    mark?.kind === 'refused' && mark.text !== undefined ? mark.text : plainCell(column, base, engine.speech);
  const [text, setText] = useState(editing.mode === 'type' ? '' : start);
  const [lit, setLit] = useState<number | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();
  const found = useSuggestions(column.suggest, text === start ? '' : text);
  const wanted = folded(text);
  const fitting = found.items.filter(
    ({ label, note }) => found.of === text || folded(`${label} ${note ?? ''}`).includes(wanted),
  );
  const entries: readonly Suggestion[] =
    fitting.length > 0
      ? [...fitting, { value: AS_TYPED, label: `« ${text.trim()} »`, note: column.unlisted ?? '' }]
      : [];
  // What begins as it was typed is meant; a word within another may be a place of its own.
  const first = fitting[0];
  const meant = first && (folded(first.label).startsWith(wanted) || /^\d+$/.test(wanted));
  const here = Math.min(lit ?? (meant ? 0 : entries.length - 1), entries.length - 1);
  const typed = () => (text === start ? undefined : { text });
  onLeave(() => end(typed(), null));

  useLayoutEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.setSelectionRange(start.length, start.length);
  }, [start]);

  const take = (entry: Suggestion | undefined, exit: Exit) =>
    end(entry && entry.value !== AS_TYPED ? { value: entry.value } : typed(), exit);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const cancel = () => end(undefined, { key: '', back: false });
    if (ending(event, (exit) => take(entries[here], exit), cancel)) return;
    event.stopPropagation();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    if (entries.length > 0) setLit((here + step + entries.length) % entries.length);
    // Nothing typed, nothing to choose from: as in any cell begun by typing.
    else if (text === '') end(undefined, { key: event.key, back: false });
  };

  const entry = entries[here];
  return (
    <div className={css.field} data-kind={column.kind}>
      <input
        ref={field}
        role="combobox"
        aria-expanded={entries.length > 0}
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={entry ? optionId(listId, here) : undefined}
        aria-label={words.editing(column.title)}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setLit(null);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => end(typed(), null)}
      />
      {entries.length > 0 && (
        <OptionList
          id={listId}
          label={column.title}
          room={room}
          entries={entries}
          here={here}
          onHere={setLit}
          onPick={(picked) => take(picked, { key: '', back: false })}
          selected={(one) => one === entry}
          render={({ label, note }) => (
            <span className={css.suggestion}>
              {label}
              {note && <small>{note}</small>}
            </span>
          )}
        />
      )}
    </div>
  );
}

interface Found {
  of: string;
  items: readonly Suggestion[];
}

/** Those of the last text that was answered; nobody is told that a look-up failed: the words can stand. */
function useSuggestions(
  suggest: NonNullable<EditorProps['editing']['column']['suggest']> | undefined,
  text: string,
) {
  const [found, setFound] = useState<Found>({ of: '', items: [] });
  useEffect(() => {
    if (!suggest || text.trim() === '') {
      setFound({ of: text, items: [] });
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => {
      suggest(text.trim(), stop.signal).then(
        (items) => !stop.signal.aborted && setFound({ of: text, items }),
        () => undefined,
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [suggest, text]);
  return found;
}
