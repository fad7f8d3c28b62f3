import { grammar } from '@/language';

const { plural } = grammar('fr');

export const fr = {
  title: 'À valider',
  lead: 'Ce que des organisations ont demandé de changer dans leur fiche. La plus ancienne demande vient d’abord.',
  which: 'Quelles demandes',
  waiting: 'En attente',
  decided: 'Décidées',
  list: 'Demandes',
  none: 'Rien n’attend votre accord',
  noneText:
    'Quand une organisation change son nom, son adresse ou un numéro, sa demande arrive ici, avec l’ancienne et la nouvelle valeur côte à côte.',
  noneDecided: 'Aucune décision pour l’instant',
  noneDecidedText: 'Les demandes acceptées et refusées resteront ici, avec leurs raisons.',
  count: (waiting: number, late: number) =>
    [
      plural(waiting, { one: '{n} demande attend', other: '{n} demandes attendent' }),
      late > 0 && plural(late, { one: '{n} depuis plus de 7 jours', other: '{n} depuis plus de 7 jours' }),
    ]
      .filter(Boolean)
      .join(', dont '),
  late: 'attend depuis plus de 7 jours',
  asked: (who: string, when: string) => `Demandé par ${who}, ${when}`,
  byLink: 'l’organisation, par le lien d’un message',
  about: {
    record: 'Fiche de l’organisation',
    new_contact: 'Une nouvelle personne',
    contact: (name: string) => `Personne : ${name}`,
    contact_end: (name: string) => `${name} n’y est plus`,
  },
  before: 'Aujourd’hui',
  beforeThen: 'Avant',
  after: 'Demandé',
  accept: 'Accepter',
  refuse: 'Refuser',
  acceptAll: 'Tout accepter',
  acceptField: (field: string) => `Accepter : ${field}`,
  refuseAll: 'Tout refuser',
  refuseField: (field: string) => `Refuser : ${field}`,
  verdicts: { waiting: 'en attente', accepted: 'accepté', refused: 'refusé', withdrawn: 'retiré' },
  accepted: (name: string) => `${name} : c’est accepté. L’organisation sera prévenue par mail.`,
  refused: (name: string) => `${name} : c’est refusé. L’organisation lira pourquoi.`,
  keys: {
    accept: 'accepter la demande',
    refuse: 'refuser la demande',
    next: 'demande suivante',
    before: 'demande précédente',
  },
  keysHint: 'A accepter, R refuser, J et K passer à la suivante ou revenir.',
  refuseTitle: (name: string) => `Refuser une demande de ${name}`,
  reason: 'Pourquoi',
  reasonHint: 'L’organisation lira cette phrase telle quelle.',
  reasons: 'Raisons déjà données',
  quoted: (reason: string) => `« ${reason} »`,
  sendRefusal: 'Refuser et prévenir',
  stale: 'a changé depuis',
  staleBy: (who: string, when: string) => `changé par ${who}, ${when}`,
  conflictTitle: 'La fiche a changé depuis cette demande',
  conflictText:
    'Comparez les trois valeurs : accepter écrira la valeur demandée par-dessus celle d’aujourd’hui.',
  whenAsked: 'Quand elle a demandé',
  now: 'Aujourd’hui',
  over: 'Écrire quand même ce qui est demandé',
  keep: 'Laisser comme c’est',
  openMember: (name: string) => `Ouvrir la fiche de ${name}`,
  banner: (n: number) =>
    plural(n, {
      one: 'Un changement proposé attend votre accord.',
      other: '{n} changements proposés attendent votre accord.',
    }),
  bannerLink: 'Comparer et décider',
  shown: (n: number) => plural(n, { one: '{n} demande affichée', other: '{n} demandes affichées' }),
  readerOnly: 'Votre rôle permet de lire, pas de décider.',
  settings: {
    title: 'Ce que les organisations changent elles-mêmes',
    lead: 'Pour chaque champ : le changement s’applique tout de suite, attend votre accord, ou reste à l’équipe. Et qui le voit quand l’organisation n’a rien dit.',
    treatments: {
      applies: 'S’applique tout de suite',
      waits: 'Attend notre accord',
      staff_only: 'Seule l’équipe le change',
    },
    treatmentOf: (field: string) => `Quand une organisation change : ${field}`,
    audiences: { club: 'Visible du club', public: 'Visible de tout le monde' },
    audienceOf: (field: string) => `Qui voit : ${field}`,
    never: 'Jamais public',
    follows: 'Suit un autre champ',
    saved: 'Réglage enregistré.',
    people: 'Personnes (contacts)',
    pictures: 'Logo et images',
    name: 'Présence dans l’annuaire (nom, type, commune)',
  },
};
