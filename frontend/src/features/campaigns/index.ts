export { AnswerPage } from './answer/AnswerPage';
export { CampaignPage } from './CampaignPage';
export { CampaignsPage } from './CampaignsPage';
