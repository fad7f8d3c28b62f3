export { ModerationSettings } from './ModerationSettings';
export { ProposalsBanner } from './ProposalsBanner';
export { ProposalsPage } from './ProposalsPage';
export { proposalCountsQuery } from './queries';
export { proposalsWords } from './words';
