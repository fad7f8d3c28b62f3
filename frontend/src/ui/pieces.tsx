/** Small pieces of the screens. None of them knows a word of the trade. */
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { createLink } from '@tanstack/react-router';
import { type AnchorHTMLAttributes, type ReactNode, type Ref, useEffect, useRef, useState } from 'react';
import { grammar, useLanguage, useWords } from '@/language';
import { Button } from './Button';
import css from './pieces.module.css';
import { uiWords } from './words';

export type Shape = 'disc' | 'half' | 'diamond' | 'ring' | 'square' | 'dash';
export type Tone = 'ok' | 'warn' | 'gres' | 'err' | 'ciel' | 'quiet';
const COLOURS: Record<Tone, string> = {
  ok: 'var(--ok)',
  warn: 'var(--soleil-text)',
  gres: 'var(--gres)',
  err: 'var(--err)',
  ciel: 'var(--ciel)',
  quiet: 'var(--ink-3)',
};

/** A state as shape, word and colour: never by colour alone (WCAG 1.4.1). */
export function StatusMark({ shape, tone, children }: { shape: Shape; tone: Tone; children: ReactNode }) {
  const colour = COLOURS[tone];
  return (
    <span className={css.mark}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
        {shape === 'disc' && <circle cx="6" cy="6" r="5" fill={colour} />}
        {shape === 'half' && (
          <>
            <circle cx="6" cy="6" r="4.500" fill="none" stroke={colour} strokeWidth="1.500" />
            <path d="M6 1.500a4.500 4.500 0 0 1 0 9Z" fill={colour} />
          </>
        )}
        {shape === 'ring' && <circle cx="6" cy="6" r="4.250" fill="none" stroke={colour} strokeWidth="2" />}
        {shape === 'diamond' && <path d="M6 .2 11.800 6 6 11.800.2 6Z" fill={colour} />}
        {shape === 'square' && <rect x="1.500" y="1.500" width="9" height="9" rx="1.500" fill={colour} />}
        {shape === 'dash' && <rect x="1" y="5" width="10" height="2.200" rx="1" fill={colour} />}
      </svg>
      {children}
    </span>
  );
}

export function Tag({
  tone,
  children,
}: {
  tone?: 'brand' | 'gres' | 'warn' | 'err' | 'ciel';
  children: ReactNode;
}) {
  return (
    <span className={css.tag} data-tone={tone}>
      {children}
    </span>
  );
}

/** Figures in a ruled strip; a figure with a link shows the rows behind it. */
export function FigureStrip({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={css.figures} aria-label={label}>
      {children}
    </ul>
  );
}

interface FigureProps {
  value: ReactNode;
  share?: string | null;
  label: ReactNode;
}

export function Figure({ value, share, label }: FigureProps) {
  return (
    <li className={css.figure}>
      <strong>
        {value}
        {share && <small>{share}</small>}
      </strong>
      <span>{label}</span>
    </li>
  );
}

export function FilterChips({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className={css.chips} aria-label={label}>
      {children}
    </fieldset>
  );
}

interface ChipProps {
  pressed: boolean;
  onPress: () => void;
  count?: number | undefined;
  icon?: ReactNode;
  children: ReactNode;
}

export function Chip({ pressed, onPress, count, icon, children }: ChipProps) {
  const { number } = grammar(useLanguage());
  return (
    <button type="button" className={css.chip} aria-pressed={pressed} onClick={onPress}>
      {icon}
      {children}
      {count !== undefined && <strong>{number(count)}</strong>}
    </button>
  );
}

export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className={css.kbd}>{children}</kbd>;
}

export function Timeline({ children, label }: { children: ReactNode; label: string }) {
  return (
    <ol className={css.timeline} aria-label={label}>
      {children}
    </ol>
  );
}

interface StepProps {
  icon: ReactNode;
  title: ReactNode;
  when?: ReactNode;
  children?: ReactNode;
  strong?: boolean;
}

export function TimelineStep({ icon, title, when, children, strong = false }: StepProps) {
  return (
    <li className={css.step} data-tone={strong ? 'ok' : undefined}>
      <div className={css.dot}>
        <span>{icon}</span>
      </div>
      <div className={css.stepBody}>
        <div className={css.stepHead}>
          <strong>{title}</strong>
          {when}
        </div>
        {children}
      </div>
    </li>
  );
}

interface DropProps {
  title: string;
  hint: string;
  accept: string;
  onFile: (file: File) => void;
}

/** A plain file field that also takes what is dropped on it. */
export function DropZone({ title, hint, accept, onFile }: DropProps) {
  const w = useWords(uiWords);
  const [over, setOver] = useState(false);
  return (
    <div className={css.drop} data-over={over}>
      <IconFileSpreadsheet size={40} stroke={1.5} color="var(--brand)" aria-hidden />
      <strong>{title}</strong>
      <span>
        {w.drop} <u>{w.choose}</u>.
      </span>
      <small>{hint}</small>
      <input
        type="file"
        aria-label={`${title}. ${hint}`}
        accept={accept}
        onDragEnter={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={() => setOver(false)}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) onFile(file);
          // The same file may be chosen again after it was corrected.
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}

export function Tabs({ label, children }: { label: string; children: ReactNode }) {
  const row = useRef<HTMLElement>(null);
  // On a narrow screen the row scrolls: the chosen tab is in sight.
  useEffect(() => {
    const { current } = row;
    const chosen = current?.querySelector<HTMLElement>('[aria-current]');
    if (current && chosen)
      current.scrollLeft = chosen.offsetLeft - current.clientWidth / 2 + chosen.offsetWidth / 2;
  });
  return (
    <nav ref={row} className={css.tabs} aria-label={label}>
      {children}
    </nav>
  );
}

function TabAnchor(props: AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> }) {
  return <a {...props} className={css.tab} />;
}
/** A tab is an address: it can be bookmarked, shared and gone back to. */
export const TabLink = createLink(TabAnchor);

export function LoadMore({ shown, onMore, busy }: { shown: string; onMore?: () => void; busy?: boolean }) {
  const w = useWords(uiWords);
  return (
    <div className={css.pager}>
      <span role="status">{shown}</span>
      {onMore && (
        <Button onClick={onMore} busy={busy}>
          {w.more}
        </Button>
      )}
    </div>
  );
}

export function KeyList({ keys }: { keys: { press: string[]; does: string }[] }) {
  return (
    <dl className={css.keys}>
      {keys.map(({ press, does }) => (
        <div key={does} style={{ display: 'contents' }}>
          <dt>
            {press.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  );
}
