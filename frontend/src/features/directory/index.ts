export { reportCountQuery } from './queries';
export { ReportsPage } from './ReportsPage';
