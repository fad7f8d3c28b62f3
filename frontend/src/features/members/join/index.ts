export { ConfirmJoinPage } from './ConfirmJoinPage';
export { JoinPage } from './JoinPage';
export { JoinRequestsPage } from './JoinRequestsPage';
export { joinCountQuery } from './queries';
export { joinWords } from './words';
