export { ConfirmJoinPage } from './ConfirmJoinPage';
export { JoinPage } from './JoinPage';
export { JoinRequestsPage } from './JoinRequestsPage';
export { joinWords } from './words';
