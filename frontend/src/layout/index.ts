export { AccountMenu, PreferencesMenu } from './AccountMenu';
export type { FootTold } from './Foot';
export type { Brand } from './Frame';
export { MemberShell } from './MemberShell';
export { SetupShell } from './SetupShell';
export { SignedOutShell } from './SignedOutShell';
export { type Entry, StaffShell } from './StaffShell';
