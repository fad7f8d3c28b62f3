export { ClubSettings } from './ClubSettings';
export { CommuneField } from './CommuneField';
export { changeClub, clubQuery, communesQuery, publicClubQuery, topicsQuery } from './queries';
export { TerritorySettings } from './TerritorySettings';
export { TopicSettings } from './TopicSettings';
export { clubWords } from './words';
