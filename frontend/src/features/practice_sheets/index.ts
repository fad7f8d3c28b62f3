export { ConfirmPage } from './confirm/ConfirmPage';
export { InterviewPage } from './interview/InterviewPage';
export { OwnSheets } from './OwnSheets';
export { SheetPage } from './SheetPage';
export { SheetsPage } from './SheetsPage';
export { readSheetSearch, readSheetTab, type SheetSearch, type SheetTab } from './search';
export { KeywordSettings } from './settings/KeywordSettings';
export { TemplateSettings } from './settings/TemplateSettings';
