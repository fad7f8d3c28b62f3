/** A text field that proposes while one types (ARIA 1.2 combobox with a list). */
import { type KeyboardEvent, type ReactNode, type Ref, useId, useState } from 'react';
import { useWords } from '@/language';
import frame from './inputs.module.css';
import css from './TypeAhead.module.css';
import { formWords } from './words/forms';

interface TypeAheadProps<T> {
  label: string;
  /** Label for screen readers only. */
  hideLabel?: boolean;
  hint?: ReactNode;
  placeholder?: string;
  text: string;
  onText: (text: string) => void;
  items: readonly T[];
  idOf: (item: T) => string;
  render: (item: T) => ReactNode;
  onPick: (item: T) => void;
  /** Backspace in an empty field: takes back the last choice. */
  onBackspace?: () => void;
  /** The field is left, with what stands in it. */
  onLeave?: () => void;
  /** Says that nothing matches, once the answer is there. */
  settled?: boolean;
  error?: string | null;
  id?: string;
  inputRef?: Ref<HTMLInputElement>;
}

export function TypeAhead<T>(props: TypeAheadProps<T>) {
  const { label, hint, text, onText, items, idOf, render, onPick, onBackspace, error } = props;
  const w = useWords(formWords);
  const base = useId();
  const inputId = props.id ?? `${base}-input`;
  const [open, setOpen] = useState(false);
  const [current, setCurrent] = useState(0);
  const at = Math.min(current, Math.max(items.length - 1, 0));
  const showsList = open && items.length > 0;
  const showsNone = open && items.length === 0 && text.trim().length > 1 && props.settled === true;

  const pick = (item: T) => {
    onPick(item);
    setCurrent(0);
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const item = items[at];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setCurrent(items.length ? (at + step + items.length) % items.length : 0);
    } else if (event.key === 'Enter' && showsList && item) {
      event.preventDefault();
      pick(item);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === 'Backspace' && text === '') onBackspace?.();
  };

  return (
    <div className={frame.field}>
      <label className={frame.label} htmlFor={inputId} data-visually-hidden={props.hideLabel || undefined}>
        {label}
      </label>
      {hint && (
        <span className={frame.hint} id={`${base}-hint`}>
          {hint}
        </span>
      )}
      <div className={css.ahead}>
        <input
          id={inputId}
          ref={props.inputRef}
          className={frame.text}
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          aria-expanded={showsList}
          aria-controls={`${base}-list`}
          aria-autocomplete="list"
          aria-activedescendant={showsList ? `${base}-${at}` : undefined}
          aria-invalid={error ? true : undefined}
          aria-describedby={
            [hint && `${base}-hint`, error && `${base}-error`].filter(Boolean).join(' ') || undefined
          }
          placeholder={props.placeholder}
          value={text}
          onChange={(event) => {
            onText(event.currentTarget.value);
            setOpen(true);
            setCurrent(0);
          }}
          onFocus={() => setOpen(text !== '')}
          onBlur={() => {
            setOpen(false);
            props.onLeave?.();
          }}
          onKeyDown={onKeyDown}
        />
        {showsList && (
          <div className={css.list} role="listbox" id={`${base}-list`} aria-label={label}>
            {items.map((item, i) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard works from the field
              // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field (aria-activedescendant)
              <div
                key={idOf(item)}
                id={`${base}-${i}`}
                role="option"
                aria-selected={i === at}
                className={css.item}
                onMouseDown={(event) => event.preventDefault()}
                // Moved, not entered: a list that opens under a resting mouse must not change what Enter picks.
                onMouseMove={() => setCurrent(i)}
                onClick={() => pick(item)}
              >
                {render(item)}
              </div>
            ))}
          </div>
        )}
        {showsNone && (
          <div className={css.list} role="status">
            <p className={css.none}>{w.nothingFound}</p>
          </div>
        )}
      </div>
      {error && (
        <span className={frame.error} id={`${base}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}
