/**
 * A text with a little markup. The buttons write marks as a keyboard would, so that the browser itself takes them back;
 * what they look like stands in the preview.
 */
import { IconBold, IconH2, IconLink, IconList, IconListNumbers } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import { useWords } from '@/language';
import { AreaField, Button } from '@/ui';
import { wordsIn } from '../view/markup';
import css from './editor.module.css';
import { type Mark, nextItem, type Stroke, stroke } from './marking';
import { editorWords } from './words';
import { useField } from './writing';

/** The server takes no more. */
const LONGEST = 20_000;

const MARKS: [Mark, typeof IconBold][] = [
  ['bold', IconBold],
  ['heading', IconH2],
  ['bullets', IconList],
  ['numbers', IconListNumbers],
  ['link', IconLink],
];

/** With Ctrl. */
const KEYS: Record<string, Mark | undefined> = { b: 'bold', k: 'link' };

interface ProseProps {
  section: string;
  label: string;
  guidance: string;
  /** Words that fit. */
  room: number;
}

export function ProseField({ section, label, guidance, room }: ProseProps) {
  const w = useWords(editorWords);
  const { id, value, set, error, disabled } = useField(`sections.${section}`);
  const area = useRef<HTMLTextAreaElement>(null);
  const text = value ?? '';
  const words = wordsIn(text);
  const draw = (one: Stroke | null) => {
    if (one && area.current && !disabled) write(area.current, one);
  };
  const mark = (which: Mark) => {
    const field = area.current;
    if (field) draw(stroke(field.value, field.selectionStart, field.selectionEnd, which));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { key, currentTarget: field } = event;
    const which = event.ctrlKey || event.metaKey ? KEYS[key] : undefined;
    const isBreak = key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing;
    const isCaret = field.selectionStart === field.selectionEnd;
    const item = isBreak && isCaret ? nextItem(field.value, field.selectionStart) : null;
    if (!which && !item) return;
    event.preventDefault();
    event.stopPropagation();
    if (which) mark(which);
    else draw(item);
  };
  return (
    <div className={css.writing}>
      <AreaField
        ref={area}
        id={id}
        label={label}
        description={guidance}
        error={error}
        rows={4}
        maxLength={LONGEST}
        value={text}
        readOnly={disabled}
        onChange={(event) => set(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div className={css.below}>
        {!disabled && (
          <div className={css.marks} role="toolbar" aria-label={w.marks.label(label)} aria-controls={id}>
            {MARKS.map(([which, Icon]) => (
              <Button
                key={which}
                size="small"
                look="plain"
                aria-label={w.marks[which]}
                title={w.marks[which]}
                icon={<Icon size={18} stroke={1.75} aria-hidden />}
                // The text keeps its selection.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => mark(which)}
              />
            ))}
          </div>
        )}
        <p className={css.count} data-over={words > room || undefined}>
          {w.words(words, room)}
          {words > room && ` · ${w.tooLong(words - room)}`}
        </p>
      </div>
    </div>
  );
}

/** As if it were typed: the page hears of it, and Ctrl Z takes it back. */
function write(field: HTMLTextAreaElement, { from, to, text, select }: Stroke) {
  field.focus();
  field.setSelectionRange(from, to);
  if (text !== '') document.execCommand('insertText', false, text);
  else if (from !== to) document.execCommand('delete');
  field.setSelectionRange(...select);
}
