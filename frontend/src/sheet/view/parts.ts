/**
 * The parts of the sheet that its first picture has no need of; fetched before they are asked for. The editor is none of
 * them: it must take the focus while the key that opens it is still on its way.
 */
export const parts = {
  columnMenu: () => import('./ColumnMenu'),
  columnsPanel: () => import('./ColumnsPanel'),
  issuesPanel: () => import('./IssuesPanel'),
  askedDialog: () => import('./AskedDialog'),
  keysDialog: () => import('./KeysDialog'),
};

export function fetchParts() {
  for (const fetchPart of Object.values(parts)) void fetchPart();
}
