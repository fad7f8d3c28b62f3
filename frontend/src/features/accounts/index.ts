export { AccountSettings } from './AccountSettings';
export { ApiKeySettings } from './ApiKeySettings';
export { MyAccountPage } from './MyAccountPage';
export type { OrganisationPicker } from './organisations';
export { changeLanguage, signOut, staffQuery } from './queries';
export { SessionEnded } from './SessionEnded';
export { SignInPage } from './SignInPage';
export { ForgottenPage, InvitationPage, RedeemLinkPage, ResetPage } from './TokenPages';
export { accountsWords } from './words';
