/** All columns: shown or not, and in which order. Every drag has its buttons. */
import {
  IconChevronDown,
  IconChevronUp,
  IconGripVertical,
  IconLock,
  IconPinned,
  IconSearch,
} from '@tabler/icons-react';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useWords } from '@/language';
import type { Density } from '../contract';
import { folded } from '../logic/folded';
import { ordered } from '../logic/layout';
import { columnsPanelWords } from '../words/columnsPanel';
import css from './ColumnsPanel.module.css';
import { useDesk, useLook } from './desk';

interface ColumnsPanelProps {
  density: Density;
  onDensity: ((density: Density) => void) | undefined;
  opener: RefObject<HTMLElement | null>;
  onClose: () => void;
}

const DENSITIES: readonly Density[] = ['comfort', 'standard', 'compact'];
const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;

export function ColumnsPanel({ density, onDensity, opener, onClose }: ColumnsPanelProps) {
  const desk = useDesk();
  const { engine, columns } = desk;
  const { words } = engine;
  const w = useWords(columnsPanelWords);
  const layout = useLook('shape', (one) => one.engine.layout);
  const [text, setText] = useState('');
  const [dragged, setDragged] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const list = ordered(engine.config.columns, layout);
  const hidden = new Set(layout.hidden);
  const frozen = new Set(layout.frozen);
  const wanted = folded(text);
  const found = list.filter(({ title }) => folded(title).includes(wanted));

  useLayoutEffect(() => box.current?.querySelector('input')?.focus(), []);
  useEffect(() => {
    const outside = (event: PointerEvent) => {
      const target = event.target as Node;
      if (!box.current?.contains(target) && !opener.current?.contains(target)) onClose();
    };
    document.addEventListener('pointerdown', outside, true);
    return () => document.removeEventListener('pointerdown', outside, true);
  }, [opener, onClose]);

  /** Before the one above, or before the second below. */
  const shift = (key: string, by: -1 | 1) => {
    const at = list.findIndex((column) => column.key === key);
    const before = by < 0 ? list[at - 1]?.key : (list[at + 2]?.key ?? null);
    if (before !== undefined && at + by < list.length) columns.move(key, before);
  };

  return (
    <div
      ref={box}
      role="dialog"
      aria-label={words.columns}
      className={css.panel}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key !== 'Escape') return;
        onClose();
        opener.current?.focus();
      }}
    >
      <label className={css.search}>
        <IconSearch {...icon} />
        <input
          type="search"
          placeholder={w.search}
          aria-label={w.search}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <ul className={css.list}>
        {found.map((column) => (
          <li
            key={column.key}
            draggable
            data-dragged={dragged === column.key || undefined}
            onDragStart={() => setDragged(column.key)}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged) columns.move(dragged, column.key);
            }}
          >
            <IconGripVertical {...icon} className={css.grip} />
            <label>
              <input
                type="checkbox"
                checked={!hidden.has(column.key)}
                onChange={() => columns.hide(column.key, !hidden.has(column.key))}
              />
              <span>{column.title}</span>
              {frozen.has(column.key) && <IconPinned {...icon} aria-hidden={false} aria-label={w.frozen} />}
              {column.editable === false && (
                <IconLock {...icon} aria-hidden={false} aria-label={w.readOnly} />
              )}
            </label>
            <button type="button" aria-label={w.up(column.title)} onClick={() => shift(column.key, -1)}>
              <IconChevronUp {...icon} />
            </button>
            <button type="button" aria-label={w.down(column.title)} onClick={() => shift(column.key, 1)}>
              <IconChevronDown {...icon} />
            </button>
          </li>
        ))}
      </ul>
      <div className={css.foot}>
        <span>{w.shown(list.length - layout.hidden.length, list.length)}</span>
        <button type="button" onClick={() => columns.showAll()}>
          {w.showAll}
        </button>
        <button type="button" onClick={() => columns.reset()}>
          {w.reset}
        </button>
      </div>
      {onDensity && (
        <fieldset className={css.density}>
          <legend>{words.density}</legend>
          {DENSITIES.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name={`${desk.id}-density`}
                checked={one === density}
                onChange={() => onDensity(one)}
              />
              <span>{words.densities[one]}</span>
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}
