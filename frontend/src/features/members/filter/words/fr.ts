import { grammar } from '@/language';

const { plural } = grammar('fr');

export const fr = {
  title: 'Filtrer les membres',
  lead: 'Les membres gardés sont ceux qui remplissent',
  joints: {
    all: 'toutes ces conditions',
    any: 'au moins une de ces conditions',
    none: 'aucune de ces conditions',
    not_all: 'pas toutes ces conditions à la fois',
  },
  group: (n: number) => `Groupe de conditions, niveau ${n}`,
  how: 'Comment les conditions se combinent',
  groups: {
    member: 'Organisation',
    identifiers: 'Identifiants',
    address: 'Lieu',
    contact: 'Personnes et joignabilité',
    follow_up: 'Suivi et échanges',
    texts: 'Textes et origine',
    custom: 'Champs du club',
  },
  field: 'Ce que l’on regarde',
  operator: 'Comment',
  value: 'Valeur',
  days: 'jours',
  isEmpty: 'est vide',
  isNotEmpty: 'n’est pas vide',
  yes: 'oui',
  no: 'non',
  choose: 'Choisir…',
  addCondition: 'Ajouter une condition',
  addGroup: 'Ajouter un groupe',
  remove: (what: string) => `Retirer : ${what}`,
  removeGroup: 'Retirer ce groupe',
  clear: 'Tout retirer',
  apply: 'Appliquer',
  cancel: 'Annuler',
  seen: (n: number) => plural(n, { one: 'Voir le membre', other: 'Voir les {n} membres' }),
  nobody: 'Aucun membre',
  counting: 'Compte en cours',
  year: (year: number) => `en ${year}`,
  examples: 'Pour commencer',
  silent: 'Rien depuis 90 jours',
  unreachable: 'Sans adresse qui reçoit',
  attended: (year: number) => `A participé à un rendez-vous en ${year}`,
  active: 'Membres actifs',
  summary: 'Filtre',
  edit: 'Modifier le filtre',
  and: ' et ',
  or: ' ou ',
  none: 'aucun de : ',
  notAll: 'pas à la fois : ',
  unknown: 'champ disparu',
  isOneOf: (field: string, values: string[]) => `${field} : ${values.join(' ou ')}`,
  /** What the number of days is asked for by; the field behind it says « jours ». */
  dayOperators: {
    nothing_since_days: 'rien depuis, ou jamais',
    older_than_days: 'remonte à plus de',
    last_days: 'date des derniers',
    next_days: 'vient dans les prochains',
    within_days: 'est à moins de',
  },
  inDays: {
    nothing_since_days: (field: string, n: number) =>
      plural(n, { one: `${field} : rien depuis {n} jour`, other: `${field} : rien depuis {n} jours` }),
    older_than_days: (field: string, n: number) =>
      plural(n, { one: `${field} : il y a plus de {n} jour`, other: `${field} : il y a plus de {n} jours` }),
    last_days: (field: string, n: number) =>
      plural(n, {
        one: `${field} : depuis moins de {n} jour`,
        other: `${field} : dans les {n} derniers jours`,
      }),
    next_days: (field: string, n: number) =>
      plural(n, { one: `${field} : d’ici {n} jour`, other: `${field} : d’ici {n} jours` }),
    within_days: (field: string, n: number) =>
      plural(n, {
        one: `${field} : à {n} jour d’aujourd’hui au plus`,
        other: `${field} : à {n} jours d’aujourd’hui au plus`,
      }),
  },
  quick: (what: string) => `Filtrer par ${what}`,
  drop: 'Ne plus filtrer',
};
