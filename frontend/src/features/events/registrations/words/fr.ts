import { grammar } from '@/language';

const { number, plural } = grammar('fr');

export const fr = {
  add: 'Inscrire quelqu’un',
  submit: 'Inscrire',
  member: 'Membre',
  organisation: 'Organisation',
  otherOrganisation: 'Organisation qui n’est pas membre',
  otherOrganisationHint: 'Facultatif.',
  remove: (name: string) => `Retirer ${name}`,
  overbook: 'Leur donner une place malgré tout',
  overbookHint: (free: number) =>
    free === 0
      ? 'Toutes les places sont prises : sans cela, ces personnes vont sur la liste d’attente.'
      : `Il reste ${plural(free, { one: '{n} place', other: '{n} places' })} : sans cela, les autres vont sur la liste d’attente.`,
  added: (n: number) => plural(n, { one: '{n} personne inscrite.', other: '{n} personnes inscrites.' }),
  addedWaiting: (n: number, waiting: number) =>
    `${plural(n, { one: '{n} personne notée', other: '{n} personnes notées' })}, dont ${number(waiting)} sur la liste d’attente.`,
  none: 'Personne n’est encore inscrit',
  noneText: 'Invitez un segment : chacun répond depuis le message, sans compte.',
  noneDraft: 'Les inscriptions s’ouvrent quand le rendez-vous est publié.',
  fullHint:
    'Toutes les places sont prises. Les personnes suivantes attendent leur tour : une place rendue leur est proposée toute seule.',
  which: 'Quelles inscriptions',
  everybody: 'Tout le monde',
  states: {
    registered: 'Avec une place',
    waiting: 'Liste d’attente',
    offered: 'Place proposée',
    left: 'Retirées',
  },
  search: 'Chercher un nom',
  each: 'Chaque inscription, et où elle en est',
  name: 'Nom',
  state: 'Où elle en est',
  asked: 'Demandée',
  toDo: 'À faire',
  actions: (name: string) => `Que faire : ${name}`,
  present: 'présent·e',
  waitingAt: (rank: number) => `en attente, n° ${number(rank)}`,
  offeredUntil: (when: string) => `place proposée jusqu’au ${when}`,
  origins: {
    team: 'par l’équipe',
    member: 'depuis son espace',
    link: 'depuis l’invitation',
    public: 'depuis la page publique',
    door: 'à l’accueil',
  },
  nobody: 'Personne ici.',
  replace: 'Quelqu’un d’autre vient',
  replaceTitle: (name: string) => `Qui vient à la place de ${name} ?`,
  replaceText:
    'La place reste à l’organisation. La nouvelle personne reçoit la confirmation ; les réponses de l’ancienne sont effacées.',
  doReplace: 'Changer',
  replaced: (now: string, before: string) => `${now} vient à la place de ${before}.`,
  leave: 'Retirer l’inscription',
  leaveTitle: (name: string) => `Retirer l’inscription de ${name} ?`,
  leaveText: 'Sa place est proposée à la personne suivante de la liste d’attente.',
  left: (name: string) => `L’inscription de ${name} est retirée.`,
  certificate: 'Attestation de présence (PDF)',
  export: 'Exporter',
  formats: { xlsx: 'Excel (.xlsx)', ods: 'LibreOffice (.ods)', csv: 'Texte (.csv)' },
  copyAddresses: 'Copier les adresses',
  copied: (n: number) => plural(n, { one: '{n} adresse copiée.', other: '{n} adresses copiées.' }),
  answers: 'Réponses aux questions',
  answered: (label: string, n: number) => `${label} (${number(n)})`,
  yesNo: { yes: 'Oui', no: 'Non' },
};
