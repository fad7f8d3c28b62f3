export { ModerationSettings } from './ModerationSettings';
export { ProposalsBanner } from './ProposalsBanner';
export { ProposalsPage } from './ProposalsPage';
export { proposalsWords } from './words';
