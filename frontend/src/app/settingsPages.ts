/** The pages of the settings: those that everybody in the team reads, and those of administrators. */
import type { Account } from '@/api';

const OPEN = [
  { to: '/reglages/club', tab: 'club' },
  { to: '/reglages/territoire', tab: 'territory' },
  { to: '/reglages/thematiques', tab: 'topics' },
  { to: '/reglages/champs', tab: 'fields' },
  { to: '/reglages/mots-cles', tab: 'keywords' },
  { to: '/reglages/lieux', tab: 'places' },
  { to: '/reglages/moderation', tab: 'moderation' },
  { to: '/reglages/annuaire', tab: 'directory' },
  { to: '/reglages/donnees', tab: 'privacy' },
  { to: '/reglages/accessibilite', tab: 'accessibility' },
] as const;
export const GUARDED = [
  { to: '/reglages/comptes', tab: 'accounts' },
  { to: '/reglages/cles', tab: 'keys' },
  { to: '/reglages/envoi', tab: 'relay' },
  { to: '/reglages/fonctionnement', tab: 'operations' },
  { to: '/reglages/journal', tab: 'journal' },
] as const;

export const settingsPagesOf = (account: Account | null) =>
  account?.role === 'admin' ? [...OPEN, ...GUARDED] : OPEN;
