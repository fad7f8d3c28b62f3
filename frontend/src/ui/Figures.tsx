import type { ReactNode } from 'react';
import css from './Figures.module.css';

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
