/** The width that a column's content asks for, measured on the cells the screen has drawn, in its own letters. */
import { type RefObject, useEffect } from 'react';
import type { Desk } from '../engine/desk';
import { showCell } from '../logic/values';

const PADDING = 28;
const CHIP = 30;
const TOOLS = 84;

export function useFit(desk: Desk, scroller: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const ink = document.createElement('canvas').getContext('2d');
    desk.fit = (column) => {
      const { engine } = desk;
      const box = scroller.current;
      if (!ink || !box) return 160;
      const { fontFamily } = getComputedStyle(box);
      const size = Number.parseFloat(getComputedStyle(box).fontSize) || 15;
      ink.font = `600 ${size}px ${fontFamily}`;
      let widest = ink.measureText(column.title).width + TOOLS;
      ink.font = `${column.primary ? 600 : 400} ${size}px ${fontFamily}`;
      const chips = column.kind === 'choice' || column.kind === 'multi' ? CHIP : 0;
      for (const line of box.querySelectorAll('[role=row][aria-rowindex]')) {
        const row = engine.rows.at(Number(line.getAttribute('aria-rowindex')) - 2);
        if (!row) continue;
        const value = engine.value(row, column.key);
        const text = showCell(column, value, engine.speech).split('\n')[0] ?? '';
        const pieces = Array.isArray(value) ? value.length : 1;
        widest = Math.max(widest, ink.measureText(text).width + PADDING + chips * pieces);
      }
      return Math.min(560, Math.ceil(widest));
    };
  }, [desk, scroller]);
}
