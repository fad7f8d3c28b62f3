/** The parts of a member's own space, as they stand in its address. */
export const OWN_TABS = [
  'fiche',
  'agenda',
  'fiches',
  'personnes',
  'visibilite',
  'images',
  'collegues',
] as const;
export type OwnTab = (typeof OWN_TABS)[number];
