/** What can be done with one column. A menu (WAI-ARIA): arrows walk it, letters find, Escape closes. */
import {
  IconArrowAutofitWidth,
  IconArrowDown,
  IconArrowLeft,
  IconArrowRight,
  IconArrowsMaximize,
  IconArrowsMinimize,
  IconArrowUp,
  IconEyeOff,
  IconFilter,
  IconPinned,
  IconPinnedOff,
  IconX,
} from '@tabler/icons-react';
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react';
import { useWords } from '@/language';
import type { Column } from '../contract';
import { folded } from '../logic/folded';
import { HEADER } from '../logic/selection';
import { columnMenuWords } from '../words/columnMenu';
import { useDesk } from './desk';
import css from './Menu.module.css';

interface ColumnMenuProps {
  column: Column;
  index: number;
  sortable: boolean;
  onFilter: ((key: string, anchor: HTMLElement) => void) | undefined;
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
}

interface Entry {
  icon: ReactNode;
  text: string;
  act: () => void;
  /** The menu stays: the same is often done again. */
  stays?: boolean;
}

const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;

export function ColumnMenu({ column, index, sortable, onFilter, anchor, onClose }: ColumnMenuProps) {
  const desk = useDesk();
  const { engine, columns } = desk;
  const w = useWords(columnMenuWords);
  const { key } = column;
  const place = engine.arrangement.shown[index];
  const room = place && desk.room(HEADER, place);
  const box = useRef<HTMLDivElement>(null);
  const sorted = engine.sort.find((one) => one.key === key)?.direction;

  const groups: Entry[][] = [
    sortable
      ? [
          { icon: <IconArrowUp {...icon} />, text: w.asc, act: () => columns.sort(key, 'asc') },
          { icon: <IconArrowDown {...icon} />, text: w.desc, act: () => columns.sort(key, 'desc') },
          ...(sorted
            ? [{ icon: <IconX {...icon} />, text: w.unsort, act: () => columns.sort(key, null) }]
            : []),
        ]
      : [],
    onFilter && column.filterable !== false
      ? [
          {
            icon: <IconFilter {...icon} />,
            text: w.filter,
            act: () => anchor.current && onFilter(key, anchor.current),
          },
        ]
      : [],
    [
      { icon: <IconPinned {...icon} />, text: w.freeze, act: () => columns.freeze(key) },
      ...(engine.layout.frozen.length > 0
        ? [{ icon: <IconPinnedOff {...icon} />, text: w.unfreeze, act: () => columns.freeze(null) }]
        : []),
      { icon: <IconArrowLeft {...icon} />, text: w.left, act: () => columns.step(key, -1), stays: true },
      { icon: <IconArrowRight {...icon} />, text: w.right, act: () => columns.step(key, 1), stays: true },
    ],
    [
      {
        icon: <IconArrowsMaximize {...icon} />,
        text: w.wider,
        act: () => columns.widen(key, 24),
        stays: true,
      },
      {
        icon: <IconArrowsMinimize {...icon} />,
        text: w.narrower,
        act: () => columns.widen(key, -24),
        stays: true,
      },
      {
        icon: <IconArrowAutofitWidth {...icon} />,
        text: w.fit,
        act: () => columns.resize(key, desk.fit(column)),
      },
      { icon: <IconEyeOff {...icon} />, text: w.hide, act: () => columns.hide(key, true) },
    ],
  ].filter((group) => group.length > 0);

  const items = () => [...(box.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  const close = (focus: boolean) => {
    desk.focused = focus;
    onClose();
  };
  useLayoutEffect(() => {
    box.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    const outside = (event: PointerEvent) => {
      if (!anchor.current?.contains(event.target as Node)) desk.setMenu(null);
    };
    document.addEventListener('pointerdown', outside, true);
    return () => document.removeEventListener('pointerdown', outside, true);
  }, [anchor, desk]);

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    const all = items();
    const here = all.indexOf(document.activeElement as HTMLElement);
    const to = (next: number) => all[(next + all.length) % all.length]?.focus();
    if (event.key === 'ArrowDown') to(here + 1);
    else if (event.key === 'ArrowUp') to(here - 1);
    else if (event.key === 'Home') to(0);
    else if (event.key === 'End') to(-1);
    else if (event.key === 'Escape' || event.key === 'Tab') close(true);
    else if (event.key.length === 1 && event.key !== ' ') {
      const from = [...all.slice(here + 1), ...all.slice(0, here + 1)];
      from.find((item) => folded(item.textContent ?? '').startsWith(folded(event.key)))?.focus();
    } else return;
    event.preventDefault();
  };

  return (
    <div
      ref={box}
      role="menu"
      aria-label={engine.words.column.menu(column.title)}
      className={css.menu}
      data-far={room?.far || undefined}
      style={{ maxHeight: (room?.height ?? 420) - 12 }}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.stopPropagation()}
    >
      {column.hint && <p className={css.hint}>{column.hint}</p>}
      {groups.map((group) => (
        <div role="group" key={group[0]?.text} className={css.group}>
          {group.map(({ icon: sign, text, act, stays }) => (
            <button
              key={text}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
              onClick={() => {
                if (!stays) close(text !== w.filter);
                act();
              }}
            >
              {sign}
              {text}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}
