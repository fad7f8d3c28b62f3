import { grammar } from '@/language';

const { number, plural } = grammar('fr');

export const fr = {
  title: 'Accueil',
  back: 'Le rendez-vous',
  closed: 'L’accueil n’est pas ouvert',
  list: 'Liste de l’accueil',
  here: (here: number, total: number) =>
    plural(here, {
      one: `{n} personne présente sur ${number(total)}`,
      other: `{n} personnes présentes sur ${number(total)}`,
    }),
  sent: 'Tout est enregistré',
  sending: (n: number) => plural(n, { one: '{n} pointage part…', other: '{n} pointages partent…' }),
  away: (n: number) =>
    n === 0
      ? 'Pas de réseau : la liste reste à portée de main.'
      : plural(n, {
          one: 'Pas de réseau : {n} pointage est gardé ici et partira tout seul.',
          other: 'Pas de réseau : {n} pointages sont gardés ici et partiront tout seuls.',
        }),
  unsafe: 'Ce navigateur ne garde rien : laissez cette page ouverte jusqu’à ce que tout soit enregistré.',
  search: 'Chercher un nom ou une organisation',
  which: 'Qui montrer',
  only: { all: 'Tout le monde', missing: 'Pas encore là', here: 'Déjà là' },
  waits: 'liste d’attente',
  noted: 'à envoyer',
  none: 'Personne n’est inscrit',
  noneText: 'Ajoutez les personnes à mesure qu’elles arrivent.',
  noneFits: 'Personne de ce nom',
  noneFitsText: 'Cherchez par l’organisation, ou ajoutez la personne.',
  walkIn: 'Ajouter une personne',
  add: 'Ajouter',
  addAnother: 'C’est quelqu’un d’autre : ajouter',
  added: (name: string) => `${name} est sur la liste.`,
  nameNeeded: 'Un nom suffit.',
  alike: 'Cette personne est peut-être déjà sur la liste :',
  tickThem: (name: string) => `Pointer ${name}`,
  member: 'Membre',
  memberHint: 'Sa venue compte comme un contact.',
  organisation: 'Ou une autre organisation',
  remove: (name: string) => `Retirer ${name}`,
  itIsThem: 'C’est cette personne : pointer',
  another: 'C’est quelqu’un d’autre',
  forget: 'Ne pas ajouter',
  poster: 'Code d’accueil',
  posterTitle: 'Se pointer soi-même',
  posterText:
    'Sur cette page, chacun donne l’adresse avec laquelle il s’est inscrit, et se trouve pointé. Elle s’ouvre par le code de l’affiche, à partir de deux heures avant le début.',
  posterPrint: 'L’affiche (PDF)',
  posterCopy: 'Copier l’adresse',
  posterCopied: 'Adresse copiée.',
  keptHere:
    'Seule cette liste est gardée sur cet appareil, pour continuer sans réseau. Elle est effacée le lendemain, quand vous vous déconnectez, ou tout de suite :',
  end: 'Terminer et effacer la liste',
  unsentReason: 'Tout n’est pas encore envoyé : attendez le réseau.',
  wiped: 'La liste est effacée de cet appareil.',
};
