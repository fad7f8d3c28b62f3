export { ClubContact } from './ClubContact';
export { ClubSettings } from './ClubSettings';
export { CommuneField } from './CommuneField';
export { keepClub } from './clubForm';
export { MailRelaySettings } from './MailRelaySettings';
export { publicClubQuery } from './publicClub';
export {
  changeClub,
  clubQuery,
  communesQuery,
  topicsQuery,
} from './queries';
export { mailRelayQuery } from './relayQueries';
export { IdentityStep, RhythmStep, UNNAMED } from './SetupSteps';
export { setupWords } from './setupWords';
export { TerritorySettings } from './TerritorySettings';
export { TopicSettings } from './TopicSettings';
export { territoryQuery } from './territoryQueries';
export { clubWords } from './words';
export { zonesLike } from './zones';
