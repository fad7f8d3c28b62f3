/** What the pages of the settings are called, and for whom they are. */
import { defineWords } from '@/language';

export const settingsWords = defineWords(
  {
    tabs: {
      club: 'Club',
      territory: 'Territoire',
      topics: 'Thématiques',
      fields: 'Champs',
      keywords: 'Mots clés',
      places: 'Lieux et matériel',
      moderation: 'Modération',
      directory: 'Annuaire',
      privacy: 'Données personnelles',
      accessibility: 'Accessibilité',
      accounts: 'Comptes',
      keys: 'Clés d’API',
      relay: 'Envoi',
      operations: 'Fonctionnement',
      journal: 'Journal',
    },
    guarded: 'Cette page est celle des personnes qui administrent le club',
    topicsToo:
      'Seule une personne qui administre le club change ses réglages et son territoire ; les thématiques, les champs, les mots clés et les lieux sont aussi les vôtres.',
  },
  {
    tabs: {
      club: 'Club',
      territory: 'Territory',
      topics: 'Topics',
      fields: 'Fields',
      keywords: 'Keywords',
      places: 'Venues and equipment',
      moderation: 'Moderation',
      directory: 'Directory',
      privacy: 'Personal data',
      accessibility: 'Accessibility',
      accounts: 'Accounts',
      keys: 'API keys',
      relay: 'Sending',
      operations: 'Operations',
      journal: 'Journal',
    },
    guarded: 'This page is for the club’s administrators',
    topicsToo:
      'Only an administrator changes the club’s settings and territory; topics, fields, keywords and venues are yours too.',
  },
);
