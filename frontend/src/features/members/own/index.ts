export { MyMemberPage, MySeatsPage } from './MyMember';
export { OWN_TABS, type OwnTab } from './tabs';
