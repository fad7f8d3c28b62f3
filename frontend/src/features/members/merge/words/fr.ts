import { grammar } from '@/language';

const { number, plural } = grammar('fr');

export const fr = {
  pairs: {
    title: 'Doublons',
    lead: 'Des fiches qui sont peut-être celles d’une même organisation.',
    which: 'Quelles paires',
    toSee: 'À regarder',
    apart: 'Distinguées',
    list: 'Paires de fiches',
    shown: (shown: number, total: number) => `${number(shown)} sur ${number(total)}`,
    none: 'Aucun doublon en vue',
    noneText: 'Chaque fiche paraît être celle d’une autre organisation.',
    noneApart: 'Aucune paire distinguée',
    noneApartText: 'Les paires que l’équipe a reconnues comme deux organisations seront ici.',
    reasons: {
      identifier: 'même identifiant',
      email: 'même e-mail',
      domain: 'même domaine internet',
      name: 'nom très proche, même commune',
    },
    pair: (one: string, other: string) => `${one} et ${other}`,
    compare: 'Comparer et fusionner',
    compareThem: (one: string, other: string) => `Comparer et fusionner ${one} et ${other}`,
    dismiss: 'Ce ne sont pas les mêmes',
    dismissThem: (one: string, other: string) => `Ce ne sont pas les mêmes : ${one} et ${other}`,
    dismissed: (one: string, other: string) => `${one} et ${other} sont distinguées.`,
    reconsider: 'Regarder de nouveau',
    reconsiderThem: (one: string, other: string) => `Regarder de nouveau ${one} et ${other}`,
    reconsidered: 'La paire est de nouveau à regarder.',
    toldBy: (who: string, when: string) => `Distinguées par ${who}, ${when}`,
  },
  merge: {
    title: 'Fusionner deux fiches',
    lead: 'Choisissez ce qui reste là où elles diffèrent. Rien n’est écrit avant que vous fusionniez, et la fusion se défait pendant 30 jours.',
    back: 'Doublons',
    stays: 'La fiche qui reste',
    goes: 'La fiche qui s’y ajoute',
    swap: 'Garder l’autre fiche',
    differences: 'Ce qui diffère',
    noDifference: 'Les deux fiches disent la même chose.',
    same: (n: number) => plural(n, { one: '{n} champ identique', other: '{n} champs identiques' }),
    both: 'Les deux',
    follows: 'Suit les autres choix',
    result: (value: string) => `Restera : ${value}`,
    moves: 'Ce qui passe à la fiche qui reste',
    nothingMoves: 'Rien d’autre ne dépend de la fiche qui s’ajoute.',
    moved: {
      contacts: (n: number) => plural(n, { one: '{n} personne', other: '{n} personnes' }),
      united_contacts: (n: number) =>
        plural(n, {
          one: '{n} personne connue des deux fiches',
          other: '{n} personnes connues des deux fiches',
        }),
      proposals: (n: number) =>
        plural(n, { one: '{n} demande de l’organisation', other: '{n} demandes de l’organisation' }),
      interactions: (n: number) => plural(n, { one: '{n} échange', other: '{n} échanges' }),
      accounts: (n: number) => plural(n, { one: '{n} compte', other: '{n} comptes' }),
      messages: (n: number) => plural(n, { one: '{n} message', other: '{n} messages' }),
      import_rows: (n: number) => plural(n, { one: '{n} ligne d’import', other: '{n} lignes d’import' }),
      postponements: (n: number) =>
        plural(n, { one: '{n} relance reportée', other: '{n} relances reportées' }),
      campaigns: (n: number) => plural(n, { one: '{n} campagne', other: '{n} campagnes' }),
      reports: (n: number) => plural(n, { one: '{n} signalement', other: '{n} signalements' }),
      consents: (n: number) =>
        plural(n, { one: '{n} accord ou opposition', other: '{n} accords ou oppositions' }),
      person_files: (n: number) =>
        plural(n, {
          one: '{n} fichier de données personnelles',
          other: '{n} fichiers de données personnelles',
        }),
      dismissals: (n: number) => plural(n, { one: '{n} paire distinguée', other: '{n} paires distinguées' }),
      other: (n: number) => plural(n, { one: '{n} autre élément', other: '{n} autres éléments' }),
    },
    commit: 'Fusionner',
    changed:
      'Une des deux fiches a changé entre-temps : la comparaison montre maintenant où elles en sont. Revoyez vos choix, puis fusionnez.',
    done: (gone: string, stays: string) =>
      `${gone} fait partie de ${stays}. Annuler rend les deux fiches ; ce qui arrive d’ici là reste avec ${stays}.`,
    missing: 'Il manque une fiche',
    missingText: 'Choisissez deux fiches depuis la liste des doublons, ou depuis la page d’un membre.',
    toPairs: 'Voir les doublons',
  },
  with: {
    title: 'Fusionner avec une autre fiche',
    lead: (name: string) =>
      `Choisissez la fiche qui s’ajoute à ${name}. Vous comparerez les deux avant de fusionner.`,
    label: 'Autre fiche',
    itself: 'C’est cette fiche même : choisissez-en une autre.',
  },
  past: {
    title: 'Fiches fusionnées ici',
    line: (name: string) => `${name} fait partie de cette fiche`,
    by: (who: string, when: string) => `par ${who}, ${when}`,
    until: (when: string) => `Se défait jusqu’au ${when}`,
    undo: 'Défaire la fusion',
    undoOf: (name: string) => `Défaire la fusion de ${name}`,
    undone: (one: string, other: string) => `${one} et ${other} sont de nouveau deux fiches.`,
    stays: (what: string, name: string) => `Arrivé depuis, reste avec ${name} : ${what}.`,
  },
};
