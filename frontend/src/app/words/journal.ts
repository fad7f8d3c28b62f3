/** What the journal says. */
import { defineWords, grammar } from '@/language';

const [fr, en] = [grammar('fr'), grammar('en')];

export const journalWords = defineWords(
  {
    lead: 'Qui a changé quoi, quand, et par quelle voie.',
    name: 'Journal',
    search: 'Nom de ce qui a changé',
    who: 'Par qui',
    everybody: 'Tout le monde',
    keys: 'Les clés d’API',
    house: 'Maillage, de lui-même',
    what: 'Quoi',
    everything: 'Tout',
    since: 'Depuis le',
    none: 'Rien ne correspond',
    clear: 'Tout montrer',
    records: {
      member: 'Membres et personnes',
      join_request: 'Demandes d’adhésion',
      campaign: 'Campagnes',
      event: 'Rendez-vous',
      venue: 'Lieux',
      equipment: 'Matériel',
      member_report: 'Signalements',
      interaction: 'Échanges',
      import: 'Imports',
      account: 'Comptes',
      territory: 'Territoire',
      outlines: 'Contours de la carte',
      club: 'Réglages du club',
      topic: 'Thématiques',
      api_key: 'Clés d’API',
      job: 'Tâches',
      person: 'Données d’une personne',
      privacy: 'Données personnelles',
      delivery: 'Messages',
    },
    undo: 'Annuler ce changement',
    undone: (n: number) =>
      n === 0
        ? 'Aucun membre n’a changé.'
        : fr.plural(n, {
            one: '{n} membre est revenu comme il était.',
            other: '{n} membres sont revenus comme ils étaient.',
          }),
    left: (n: number) =>
      fr.plural(n, {
        one: '{n} autre, changé depuis par quelqu’un, reste comme il est.',
        other: '{n} autres, changés depuis par quelqu’un, restent comme ils sont.',
      }),
    open: (n: number) => fr.plural(n, { one: 'Voir la ligne', other: 'Voir les {n}' }),
    shown: (n: number) => fr.plural(n, { one: '{n} ligne', other: '{n} lignes' }),
  },
  {
    lead: 'Who changed what, when, and by which way.',
    name: 'Journal',
    search: 'Name of what changed',
    who: 'By whom',
    everybody: 'Everybody',
    keys: 'API keys',
    house: 'Maillage, by itself',
    what: 'What',
    everything: 'Everything',
    since: 'Since',
    none: 'Nothing matches',
    clear: 'Show everything',
    records: {
      member: 'Members and people',
      join_request: 'Requests to join',
      campaign: 'Campaigns',
      event: 'Events',
      venue: 'Venues',
      equipment: 'Equipment',
      member_report: 'Reports of errors',
      interaction: 'Exchanges',
      import: 'Imports',
      account: 'Accounts',
      territory: 'Territory',
      outlines: 'Outlines of the map',
      club: 'Settings of the club',
      topic: 'Topics',
      api_key: 'API keys',
      job: 'Jobs',
      person: 'Data of a person',
      privacy: 'Personal data',
      delivery: 'Messages',
    },
    undo: 'Undo this change',
    undone: (n) =>
      n === 0
        ? 'No member has changed.'
        : en.plural(n, { one: '{n} member is as it was.', other: '{n} members are as they were.' }),
    left: (n) =>
      en.plural(n, {
        one: '{n} other, changed since by somebody, stays as it is.',
        other: '{n} others, changed since by somebody, stay as they are.',
      }),
    open: (n) => en.plural(n, { one: 'See the line', other: 'See all {n}' }),
    shown: (n) => en.plural(n, { one: '{n} line', other: '{n} lines' }),
  },
);
