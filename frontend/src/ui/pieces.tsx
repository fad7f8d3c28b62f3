/** Small pieces that most screens show. None of them knows a word of the trade. */
import type { ReactNode } from 'react';
import { grammar, useLanguage } from '@/language';
import css from './pieces.module.css';

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
