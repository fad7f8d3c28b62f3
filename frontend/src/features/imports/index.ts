export { ImportPage } from './ImportPage';
export { ImportsPage } from './ImportsPage';
export { type ImportSearch, readImportSearch } from './search';
export { importsWords } from './words';
