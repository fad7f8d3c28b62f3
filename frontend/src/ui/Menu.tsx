/** A menu below the button that opens it (WAI-ARIA menu button), on the browser's own top layer: nothing clips it. */
import {
  type ButtonHTMLAttributes,
  cloneElement,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { Closing } from './closing';
import css from './Menu.module.css';
import { Part } from './Part';
import { toast } from './toasts';

/** Between the button and the menu, and between the menu and the edge of the window. */
const GAP = 8;

interface MenuProps {
  target: ReactElement<ButtonHTMLAttributes<HTMLButtonElement>>;
  children: ReactNode;
}

export function Menu({ target, children }: MenuProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  const button = () => place.current?.querySelector<HTMLElement>('[aria-haspopup]');
  const close = () => {
    setOpen(false);
    button()?.focus();
  };
  return (
    <span ref={place} className={css.place}>
      {cloneElement(target, {
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        ...(open ? { 'aria-controls': id } : {}),
        onClick: () => setOpen(!open),
        onKeyDown: (event: KeyboardEvent<HTMLButtonElement>) => {
          if (event.key !== 'ArrowDown' || event.currentTarget.ariaDisabled === 'true') return;
          event.preventDefault();
          setOpen(true);
        },
      })}
      {/* Items that are fetched first come all at once, in their place, with the focus. */}
      <Part>
        {open && (
          <Closing value={close}>
            <Items id={id} button={button} onLeave={() => setOpen(false)}>
              {children}
            </Items>
          </Closing>
        )}
      </Part>
    </span>
  );
}

interface ItemsProps {
  id: string;
  button: () => HTMLElement | null | undefined;
  onLeave: () => void;
  children: ReactNode;
}

function Items({ id, button, onLeave, children }: ItemsProps) {
  const close = useContext(Closing);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return;
    current.showPopover?.();
    const put = () => {
      const at = button()?.getBoundingClientRect();
      if (!at) return;
      const { offsetWidth: width, offsetHeight: height } = current;
      const below = at.bottom + GAP;
      const fits = below + height + GAP <= window.innerHeight || at.top < height + 2 * GAP;
      const top = fits ? Math.min(below, window.innerHeight - height - GAP) : at.top - height - GAP;
      current.style.top = `${Math.max(GAP, top)}px`;
      current.style.left = `${Math.max(GAP, Math.min(at.right, window.innerWidth - GAP) - width)}px`;
    };
    put();
    itemsOf(current)[0]?.focus();
    window.addEventListener('resize', put);
    window.addEventListener('scroll', put, true);
    return () => {
      window.removeEventListener('resize', put);
      window.removeEventListener('scroll', put, true);
    };
  }, [button]);
  // A press elsewhere leaves the menu; one on its own button is the button's to answer.
  useEffect(() => {
    const outside = (event: Event) => {
      const pressed = event.target as Node;
      if (!box.current?.contains(pressed) && !button()?.contains(pressed)) onLeave();
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [button, onLeave]);
  const onKeyDown = (event: KeyboardEvent) => {
    const all = itemsOf(box.current);
    const at = all.indexOf(document.activeElement as HTMLElement);
    const next = {
      ArrowDown: all[(at + 1) % all.length],
      ArrowUp: all.at(at <= 0 ? -1 : at - 1),
      Home: all[0],
      End: all.at(-1),
    }[event.key];
    if (next) next.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') close?.();
    else return;
    // Tab goes on from the button.
    if (event.key !== 'Tab') event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={box}
      id={id}
      role="menu"
      tabIndex={-1}
      popover="manual"
      className={css.menu}
      onKeyDown={onKeyDown}
    >
      {children}
    </div>
  );
}

function itemsOf(box: HTMLElement | null): HTMLElement[] {
  return [...(box?.querySelectorAll<HTMLElement>('[role=menuitem], [role=menuitemradio]') ?? [])];
}

interface ItemProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: ReactNode;
  /** Given for one among several: whether it is the one in force. */
  chosen?: boolean;
  /** Why it can't be used now: it stays reachable and tells it. */
  reason?: string | null | undefined;
}

export function MenuItem({ icon, chosen, reason, children, onClick, ...rest }: ItemProps) {
  const close = useContext(Closing);
  return (
    <button
      type="button"
      {...(chosen === undefined ? { role: 'menuitem' } : { role: 'menuitemradio', 'aria-checked': chosen })}
      tabIndex={-1}
      aria-disabled={reason ? true : undefined}
      title={reason ?? rest.title}
      {...rest}
      className={css.item}
      onClick={(event) => {
        close?.();
        if (reason) toast({ text: reason });
        else onClick?.(event);
      }}
    >
      {icon}
      <span>{children}</span>
    </button>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <div className={css.label}>{children}</div>;
}

export function MenuDivider() {
  return <hr className={css.divider} />;
}
