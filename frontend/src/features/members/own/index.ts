export { MyMemberPage, MySeatsPage } from './MyMember';
export { type OwnTab, OWN_TABS } from './tabs';
