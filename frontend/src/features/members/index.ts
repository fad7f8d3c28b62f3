export { AuditLines } from './Audit';
export { fieldName, shownValue } from './AuditValue';
export { BulkEditDialog, type Target } from './bulk';
export { undoChanges } from './changes';
export { EditMemberDrawer, NewMemberDrawer } from './drawers';
export { ExportButton } from './export/ExportButton';
export { FieldDialog, FieldSettings, useGoneNames } from './fields';
export * from './filter';
export { filterKeyOf } from './grid/columns';
export { useStanding, viewColumns, viewDensity, withColumn } from './grid/layouts';
export { MemberGrid } from './grid/MemberGrid';
export { Nothing } from './grid/Nothing';
export { fetchCards, fetchFilters, MemberCards, PhoneFilters } from './grid/phone';
export { QuickChips, QuickSelects } from './grid/QuickFilters';
export { chosenOf } from './grid/rows';
export { SearchBox } from './grid/SearchBox';
export { ShapeSwitch } from './grid/ShapeSwitch';
export { MOST_CHOSEN, MOST_LISTED, SheetTools } from './grid/SheetTools';
export { rowsBetween } from './grid/selected';
export { shapeNow, useShape } from './grid/shape';
export { isUnknownSort, UnreadList, type Why, whyUnread } from './grid/unread';
export { useFacets } from './grid/useFacets';
export { useMemberColumns } from './grid/useMemberColumns';
export { gridWords } from './grid/words';
export { ConfirmJoinPage, JoinPage, JoinRequestsPage, joinWords } from './join';
export { ArchiveButton, ArchivedNote, BackToMembers, MemberSigns } from './MemberHeader';
export { type ChosenMember, MemberPicker } from './MemberPicker';
export { MemberRecord } from './MemberRecord';
export { FollowUpMark, KindIcon } from './marks';
export { MergePage, MergeWithButton, mergeWords, PairsPage } from './merge';
export { MyMemberPage, MySeatsPage, OWN_TABS, type OwnTab } from './own';
export { type Command, PaletteDialog } from './PaletteDialog';
export {
  ModerationSettings,
  ProposalsBanner,
  ProposalsPage,
  proposalsWords,
} from './proposals';
export { memberQuery, membersChanged } from './queries';
export * from './search';
export * from './searchAsked';
export { fetchHistory, fetchPeople, MemberAudit, MemberPeople, PastMerges } from './tabs';
export { joinCountQuery, proposalCountsQuery } from './waiting';
export { membersWords } from './words';
export { auditWords, useRecordWords } from './words/audit';
export { provenanceWords, sourceName } from './words/provenance';
export { recordWords } from './words/record';
