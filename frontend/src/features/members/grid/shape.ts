/** Whether members are shown as a table or as cards: by the width and the pointer, unless chosen on this device. */
import { useState } from 'react';
import { isPhone, matches, useMedia, usePhone } from '@/ui';

export type Shape = 'table' | 'cards';
const KEY = 'maillage.members-shape';
const TINY = '(max-width: 599px)';
const FINE = '(pointer: fine)';

/**
 * Enlarged to 200 %, a desk is as narrow as a phone; its mouse tells them apart. `tiny`: too narrow for a table unless
 * one asks for it.
 */
export function shapeOf(narrow: boolean, tiny: boolean, fine: boolean, chosen: Shape | null): Shape {
  if (!narrow) return 'table';
  if (!fine) return 'cards';
  return chosen ?? (tiny ? 'cards' : 'table');
}

export function useShape() {
  const narrow = usePhone();
  const tiny = useMedia(TINY);
  const fine = useMedia(FINE);
  const [chosen, setChosen] = useState(keptShape);
  const choose = (shape: Shape) => {
    setChosen(shape);
    try {
      localStorage.setItem(KEY, shape);
    } catch {
      // Not kept: it is as usual at the next visit.
    }
  };
  return { narrow, shape: shapeOf(narrow, tiny, fine, chosen), onShape: narrow && fine ? choose : null };
}

/** As it will be on a page that does not stand yet. */
export function shapeNow(): { narrow: boolean; shape: Shape } {
  const narrow = isPhone();
  return { narrow, shape: shapeOf(narrow, matches(TINY), matches(FINE), keptShape()) };
}

function keptShape(): Shape | null {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'table' || kept === 'cards' ? kept : null;
  } catch {
    return null;
  }
}
