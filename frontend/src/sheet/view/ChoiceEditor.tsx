/** One or several options of a list, found by typing. A combobox (WAI-ARIA 1.2): the focus stays in its field. */
import { IconCheck } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { useWords } from '@/language';
import { folded } from '../logic/folded';
import { inCellWords } from '../words/inCell';
import { useDesk } from './desk';
import { type EditorProps, type Exit, ending } from './Editor';
import css from './Editor.module.css';
import { OptionList, optionId } from './OptionList';

const EMPTY = '\n';

export function ChoiceEditor({ editing, room, end, onLeave }: EditorProps) {
  const { rows } = useDesk().engine;
  const words = useWords(inCellWords);
  const { id, column, base } = editing;
  const several = column.kind === 'multi';
  const start: readonly string[] = Array.isArray(base) ? base : base === null ? [] : [String(base)];
  const [picked, setPicked] = useState(start);
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();
  const wanted = folded(text);
  const row = rows.get(id);
  const offered = row && column.offers?.(row);
  const found = (column.options ?? []).filter(
    ({ value, label }) => (offered?.includes(value) ?? true) && folded(label).includes(wanted),
  );
  // Those that begin with the text come first.
  const options = wanted
    ? [...found].sort(
        (a, b) => Number(!folded(a.label).startsWith(wanted)) - Number(!folded(b.label).startsWith(wanted)),
      )
    : found;
  const entries = [
    ...options.map(({ value, label, tone }) => ({ value, label, tone: tone ?? 'plain' })),
    ...(!several && !column.required && wanted === '' && picked.length > 0
      ? [{ value: EMPTY, label: words.emptyOption, tone: '' }]
      : []),
  ];
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      entries.findIndex(({ value }) => picked.includes(value)),
    ),
  );
  const here = Math.min(at, entries.length - 1);

  const given = (values: readonly string[]) => (several ? values : (values[0] ?? null));
  const changed = (values: readonly string[]) =>
    values.length !== start.length || values.some((value) => !start.includes(value));
  const finish = (values: readonly string[], exit: Exit) =>
    end(changed(values) ? { value: given(values) } : undefined, exit);
  onLeave(() => finish(picked, null));

  useLayoutEffect(() => field.current?.focus({ preventScroll: true }), []);

  const toggled = (value: string) =>
    picked.includes(value) ? picked.filter((one) => one !== value) : [...picked, value];
  const pick = (value: string, exit: Exit) => {
    if (several) {
      setPicked(toggled(value));
      setText('');
    } else finish(value === EMPTY ? [] : [value], exit);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const entry = entries[here];
    const commit = (exit: Exit) => {
      // In a list of several, Enter takes what was searched; without a search it is done.
      if (several) {
        if (text !== '' && entry && exit?.key === 'Enter') pick(entry.value, exit);
        else finish(picked, exit);
      } else if (text !== '' && !entry) end({ text }, exit);
      else if (exit?.key === 'Tab' && text === '' && at === 0) finish(picked, exit);
      else if (entry) pick(entry.value, exit);
      else finish(picked, exit);
    };
    if (ending(event, commit, () => end(undefined, { key: '', back: false }))) return;
    event.stopPropagation();
    if (event.key === 'ArrowDown') setAt(Math.min(entries.length - 1, here + 1));
    else if (event.key === 'ArrowUp' && event.altKey) finish(picked, { key: '', back: false });
    else if (event.key === 'ArrowUp') setAt(Math.max(0, here - 1));
    else if (event.key === 'Home' && text === '') setAt(0);
    else if (event.key === 'End' && text === '') setAt(entries.length - 1);
    else if (event.key === ' ' && text === '' && entry) pick(entry.value, { key: '', back: false });
    else return;
    event.preventDefault();
  };

  return (
    <div className={css.field} data-kind={column.kind}>
      <input
        ref={field}
        role="combobox"
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={entries[here] ? optionId(listId, here) : undefined}
        aria-label={words.editing(column.title)}
        placeholder={words.filterOptions}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => finish(picked, null)}
      />
      <OptionList
        id={listId}
        label={column.title}
        room={room}
        entries={entries}
        here={here}
        onHere={setAt}
        onPick={({ value }) => pick(value, { key: '', back: false })}
        selected={({ value }) => picked.includes(value)}
        several={several}
        render={({ value, label, tone }) => (
          <>
            <i className={several ? css.box : css.tick} aria-hidden>
              {picked.includes(value) && <IconCheck size={14} stroke={2.5} />}
            </i>
            <span className={css.label} data-tone={tone}>
              {label}
            </span>
          </>
        )}
      >
        {entries.length === 0 && <p>{words.noOption}</p>}
      </OptionList>
    </div>
  );
}
