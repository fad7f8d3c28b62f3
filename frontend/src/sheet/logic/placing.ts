/** Where a pasted block lands. */
import type { Block } from './clipboard';
import { type Bounds, type Rect, sizeOf } from './selection';

export interface Placing {
  rect: Rect;
  /** Text for a cell of the sheet; `undefined` leaves it as it stands. */
  textAt: (row: number, column: number) => string | undefined;
  /** Rows and columns of the block that lie past the edges. */
  beyondRows: number;
  beyondColumns: number;
}

/**
 * One value fills the selection; a block that divides the selection evenly is repeated in it; any other block keeps
 * its own size from the top left corner.
 */
export function placed(block: Block, selected: Rect, bounds: Bounds): Placing {
  const high = block.length;
  const wide = block.reduce((most, row) => Math.max(most, row.length), 0);
  const { rows, columns } = sizeOf(selected);
  const tiled = rows % high === 0 && columns % wide === 0;
  const downTo = selected.top + (tiled ? rows : high) - 1;
  const rightTo = selected.left + (tiled ? columns : wide) - 1;
  const rect = {
    top: selected.top,
    left: selected.left,
    bottom: Math.min(downTo, bounds.rows - 1),
    right: Math.min(rightTo, bounds.columns - 1),
  };
  return {
    rect,
    textAt: (row, column) => block[(row - rect.top) % high]?.[(column - rect.left) % wide],
    beyondRows: downTo - rect.bottom,
    beyondColumns: rightTo - rect.right,
  };
}
