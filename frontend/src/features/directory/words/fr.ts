import { grammar } from '@/language';

const { number, plural } = grammar('fr');

export const fr = {
  title: 'Erreurs signalées',
  lead: 'Ce que des lecteurs de l’annuaire ont trouvé faux. Vérifiez, corrigez la fiche, puis dites ce qu’il en est.',
  which: 'Lesquelles',
  list: 'Erreurs signalées',
  states: { waiting: 'À vérifier', mended: 'Corrigées', nothing_to_mend: 'Sans suite' },
  none: {
    waiting: 'Rien n’est signalé',
    mended: 'Aucune erreur corrigée pour l’instant',
    nothing_to_mend: 'Aucun signalement sans suite',
  },
  noneText:
    'Chaque fiche de l’annuaire public porte un lien « Signaler une erreur » : ce qu’on y écrit arrive ici.',
  whats: {
    closed: 'n’existe plus',
    wrong_place: 'adresse ou commune',
    wrong_contact: 'téléphone, e-mail ou site',
    other: 'autre chose',
  },
  late: 'attend depuis plus de 7 jours',
  since: (when: string) => `signalé le ${when}`,
  by: 'Par',
  note: 'Un mot pour l’équipe',
  noteHint: 'Facultatif. L’adresse de la personne qui a signalé est effacée.',
  outcomes: { mended: 'C’est corrigé', nothing_to_mend: 'Rien à corriger' },
  settleOf: (what: string, name: string) => `${what} : ${name}`,
  done: {
    mended: (name: string) => `${name} : c’est noté comme corrigé.`,
    nothing_to_mend: (name: string) => `${name} : c’est classé sans suite.`,
  },
  settled: (by: string, when: string) => `Réglé par ${by}, ${when}.`,
  shown: (n: number, total: number) =>
    n < total
      ? `${number(n)} sur ${number(total)}`
      : plural(n, { one: '{n} signalement', other: '{n} signalements' }),
};
