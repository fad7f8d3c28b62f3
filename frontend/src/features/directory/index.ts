export { reportCountQuery } from './queries';
export { ReportsPage } from './ReportsPage';
export { DirectorySettings } from './settings/DirectorySettings';
