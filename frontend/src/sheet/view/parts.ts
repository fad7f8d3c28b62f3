/** The parts of the sheet that its first picture has no need of; fetched before they are asked for. */
import { known } from '@/language';

/** So long nobody asks again for what could not be fetched, in milliseconds. */
const TRUCE = 3000;
type InCell = typeof import('./inCell');
let inCell: Promise<InCell | null> | null = null;
let arrived = false;

export const parts = {
  columnMenu: () => import('./ColumnMenu'),
  columnsPanel: () => import('./ColumnsPanel'),
  issuesPanel: () => import('./IssuesPanel'),
  askedDialog: () => import('./AskedDialog'),
  keysDialog: () => import('./KeysDialog'),
  /** One promise for all cells, read at once when it is fulfilled; nothing where it could not be fetched. */
  inCell: () => {
    inCell ??= known(
      import('./inCell').then(
        (part) => {
          arrived = true;
          return part;
        },
        () => {
          setTimeout(() => {
            inCell = null;
          }, TRUCE);
          return null;
        },
      ),
    );
    return inCell;
  },
};

/** Whether a cell opens at once. */
export const opensAtOnce = () => arrived;

export function fetchParts() {
  for (const fetchPart of Object.values(parts)) void fetchPart().catch(() => undefined);
}
