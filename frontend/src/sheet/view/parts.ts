/** The parts of the sheet that its first picture has no need of; fetched before they are asked for. */
export const parts = {
  editor: () => import('./Editor'),
  columnMenu: () => import('./ColumnMenu'),
  columnsPanel: () => import('./ColumnsPanel'),
  issuesPanel: () => import('./IssuesPanel'),
  askedDialog: () => import('./AskedDialog'),
  keysDialog: () => import('./KeysDialog'),
};

export function fetchParts() {
  for (const fetchPart of Object.values(parts)) void fetchPart();
}
