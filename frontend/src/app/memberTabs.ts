/** The parts of a member's page, as they stand in its address. Apart from the page, which is loaded only when it is shown. */
export const MEMBER_TABS = ['fiche', 'personnes', 'suivi', 'historique'] as const;
export type MemberTab = (typeof MEMBER_TABS)[number];
