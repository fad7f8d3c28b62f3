import { grammar } from '@/language';

const { number, plural, list } = grammar('fr');

const lines = (n: number) => plural(n, { one: '{n} ligne', other: '{n} lignes' });
const NAMED = 8;
const some = (names: readonly string[]) =>
  names.length > NAMED + 1
    ? list([...names.slice(0, NAMED), `${number(names.length - NAMED)} autres`])
    : list(names);

export const fr = {
  list: {
    title: 'Importer un fichier',
    lead: 'Votre tableur tel qu’il est. Rien n’est écrit avant que vous ayez vu ce qui changera.',
    drop: 'Déposer un tableur',
    hint: 'Excel (xlsx, xls), LibreOffice (ods), CSV ou texte, 20 Mo au plus.',
    wrongType: (name: string) =>
      `« ${name} » n’est pas un tableur que Maillage sait lire. Enregistrez-le en xlsx, ods ou csv.`,
    tooLarge: (name: string) =>
      `« ${name} » dépasse 20 Mo. Enlevez les images ou les feuilles inutiles, ou coupez-le en deux.`,
    isEmpty: (name: string) => `« ${name} » est vide.`,
    past: 'Imports passés',
    empty: 'Aucun import pour l’instant',
    emptyText: 'Chaque import restera ici, avec ses chiffres et de quoi l’annuler.',
    file: 'Fichier',
    state: 'État',
    result: 'Résultat',
    when: 'Date',
    by: 'Par',
    actions: 'Action',
    sending: (name: string) => `Envoi de ${name}`,
    shown: (n: number) => plural(n, { one: '{n} import', other: '{n} imports' }),
    done: (created: number, updated: number) =>
      `${plural(created, { one: '{n} créé', other: '{n} créés' })}, ${plural(updated, { one: '{n} mis à jour', other: '{n} mis à jour' })}`,
    undone: (rows: number, kept: number) =>
      kept > 0
        ? `${plural(kept, { one: '{n} gardée', other: '{n} gardées' })} sur ${lines(rows)}`
        : plural(rows, { one: '{n} ligne annulée', other: '{n} lignes annulées' }),
    sentAt: (at: string) => `Déposé le ${at}`,
    committedAt: (at: string) => `Importé le ${at}`,
    ended: (name: string) => `« ${name} » est annulé : tout est comme avant.`,
    endedPart: (name: string, kept: number) =>
      `« ${name} » est annulé, sauf ${plural(kept, { one: 'une ligne gardée', other: '{n} lignes gardées' })}.`,
    endedNot: (name: string) => `« ${name} » n’a pas été annulé. Ouvrez-le pour voir pourquoi.`,
    written: (name: string) => `« ${name} » est importé.`,
    todo: (rows: number, doubts: number) =>
      [lines(rows), ...(doubts > 0 ? [`${number(doubts)} en doute`] : [])].join(', '),
  },
  states: {
    reading: 'lecture en cours',
    ready: 'à vérifier',
    committing: 'écriture en cours',
    committed: 'importé',
    undoing: 'annulation en cours',
    undone: 'annulé',
    partly: 'annulé en partie',
    failed: 'illisible',
  },
  page: {
    back: 'Imports',
    steps: 'Étapes de l’import',
    step1: '1. Fichier et colonnes',
    step2: '2. Vérifier les lignes',
    understood: (
      sheet: string,
      header: number | null,
      rows: number,
      ignored: number,
      encoding: string | null,
    ) =>
      `${[
        ...(sheet ? [`feuille « ${sheet} »`] : []),
        header === null ? 'aucun en-tête trouvé' : `en-tête ligne ${number(header)}`,
        lines(rows),
        ...(ignored > 0 ? [plural(ignored, { one: '{n} autre ignorée', other: '{n} autres ignorées' })] : []),
        ...(encoding ? [encoding] : []),
      ].join(', ')}.`.replace(/^./, (first) => first.toUpperCase()),
    reading: 'Lecture du fichier',
    readingAgain: 'Relecture avec vos choix',
    readingText: 'Vous pouvez quitter cette page et y revenir : la lecture continue.',
    committing: 'Écriture des membres',
    committingText: 'Tout est écrit d’un seul tenant : soit tout, soit rien. Vous pouvez quitter cette page.',
    undoing: 'Annulation de l’import',
    undoingText: 'Tout revient d’un seul tenant : soit tout, soit rien. Vous pouvez quitter cette page.',
    failed: 'Ce fichier n’a pas pu être lu',
    failedText:
      'Vérifiez qu’il s’ouvre dans votre tableur, enregistrez-le en xlsx, puis déposez-le à nouveau.',
    missing: 'Cet import n’existe pas',
    missingText: 'Il a été abandonné, ou son adresse est incomplète.',
    toList: 'Voir les imports',
    discard: 'Abandonner',
    discardTitle: 'Abandonner cet import ?',
    discardText: 'Le fichier et vos décisions sont oubliés. Aucun membre n’est touché.',
    discarded: 'Import abandonné : rien n’a été écrit.',
    notes: 'Bon à savoir',
    moreNotes: (n: number) => plural(n, { one: 'Afficher l’autre', other: 'Afficher les {n} autres' }),
    stale: (who: string | null) =>
      `${who ?? 'Quelqu’un'} a changé cet import entre-temps. L’écran est à jour : refaites votre choix s’il tient toujours.`,
  },
  file: {
    about: 'Ce qui a été compris',
    sheet: 'Feuille',
    sheetRows: (name: string, rows: number) => `${name} (${lines(rows)})`,
    noTable: (name: string) => `${name} (pas de tableau)`,
    header: 'Ligne de l’en-tête',
    format: 'Format',
    formats: {
      xlsx: 'Classeur Excel',
      xls: 'Excel 97',
      ods: 'LibreOffice',
      csv: 'CSV',
      txt: 'Texte',
      tsv: 'Texte à tabulations',
    },
    encoding: 'Écriture des accents',
    separator: 'Séparateur',
    separators: { ';': 'point-virgule', ',': 'virgule', '\t': 'tabulation', '|': 'barre' },
    title: 'Ce que contient chaque colonne',
    lead: 'Corrigez une colonne mal devinée : le choix sera retenu pour la prochaine fois.',
    column: 'Colonne',
    samples: 'Exemples',
    becomes: 'Devient',
    guessed: 'deviné',
    chosen: 'choisi',
    notImported: 'Ne pas importer',
    untitled: 'sans titre',
    noSample: 'colonne vide',
    fieldOf: (title: string) => `Champ pour la colonne ${title}`,
    groups: {
      member: 'Le membre',
      identifiers: 'Identifiants',
      address: 'Adresse',
      contact: 'Personne à joindre',
      follow_up: 'Suivi',
      texts: 'Textes',
    },
    kindTitle: 'Types',
    defaultKind: 'Type des lignes qui n’en disent pas',
    defaultKindHint: 'Sans type, une ligne est refusée.',
    noDefault: 'Aucun',
    unknown: (n: number) =>
      plural(n, {
        one: 'Un mot de la colonne type reste à traduire.',
        other: '{n} mots de la colonne type restent à traduire.',
      }),
    kindOf: (word: string) => `« ${word} » devient`,
    kindRows: (n: number) => lines(n),
    proposed: (kind: string) => `proposé : ${kind}`,
    choose: 'Choisir…',
    acceptAll: (n: number) =>
      plural(n, { one: 'Accepter la proposition', other: 'Accepter les {n} propositions' }),
    topicTitle: 'Thématiques',
    newTopics: (n: number) =>
      plural(n, {
        one: 'Une thématique du fichier n’est pas dans le club. Elle sera créée, sauf si vous dites laquelle c’est.',
        other:
          '{n} thématiques du fichier ne sont pas dans le club. Elles seront créées, sauf si vous dites lesquelles ce sont.',
      }),
    newTopic: 'Nouvelle thématique',
    colours: 'Couleurs',
    coloursText: 'Une couleur ne s’importe pas. Si elle veut dire quelque chose, dites-le ici.',
    colourLegend: (text: string) => `Le fichier dit : « ${text} »`,
    colourRows: (name: string, n: number) => `${name} (${lines(n)})`,
    colourStatus: (name: string) => `Statut des lignes sur fond ${name}`,
    colourTopic: (name: string) => `Thématique des lignes sur fond ${name}`,
    noStatus: 'Aucun statut',
    topic: 'Thématique',
    toCheck: 'Voir ce qui va changer',
    saved: 'Choix enregistrés au fur et à mesure',
  },
  rows: {
    willCreate: (n: number) => plural(n, { one: '{n} membre sera créé', other: '{n} membres seront créés' }),
    willUpdate: (n: number) => plural(n, { one: '{n} sera mis à jour', other: '{n} seront mis à jour' }),
    willUpdateAlone: (n: number) =>
      plural(n, { one: '{n} membre sera mis à jour', other: '{n} membres seront mis à jour' }),
    sentence: (parts: readonly string[], doubt: number, refused: number) =>
      [
        ...(parts.length > 0 ? parts : ['rien ne changera']),
        ...(doubt > 0
          ? [plural(doubt, { one: '{n} ligne est en doute', other: '{n} lignes sont en doute' })]
          : []),
        refused > 0
          ? plural(refused, { one: '{n} ligne est refusée', other: '{n} lignes sont refusées' })
          : 'rien n’est refusé',
      ]
        .join(', ')
        .replace(/^./, (first) => first.toUpperCase())
        .concat('.'),
    wasDone: (parts: readonly string[]) => `${list(parts)}.`.replace(/^./, (first) => first.toUpperCase()),
    created: (n: number) => plural(n, { one: '{n} membre créé', other: '{n} membres créés' }),
    updated: (n: number) => plural(n, { one: '{n} mis à jour', other: '{n} mis à jour' }),
    left: (n: number) =>
      plural(n, { one: '{n} ligne laissée de côté', other: '{n} lignes laissées de côté' }),
    filter: 'Lignes à montrer',
    reasons: 'Motifs',
    all: 'Toutes',
    outcomes: {
      create: 'Créés',
      update: 'Mis à jour',
      unchanged: 'Inchangés',
      doubt: 'En doute',
      refused: 'Refusés',
      ignored: 'Ignorés',
      warning: 'Avec avertissement',
      repaired: 'Réparés',
      kept: 'Gardés',
    },
    one: {
      create: 'sera créé',
      update: 'sera mis à jour',
      unchanged: 'reste tel quel',
      doubt: 'en doute',
      refused: 'refusé',
      ignored: 'ignoré',
      warning: 'avertissement',
      repaired: 'réparé',
      kept: 'gardé',
    },
    past: {
      create: 'créé',
      update: 'mis à jour',
      unchanged: 'resté tel quel',
      doubt: 'laissé de côté',
      refused: 'refusé',
      ignored: 'ignoré',
      warning: 'avertissement',
      repaired: 'réparé',
      kept: 'gardé',
    },
    undone: { create: 'créé, puis annulé', update: 'remis comme avant' },
    kindOnce: (text: string) => `Dire une fois pour toutes ce que veut dire « ${text} »`,
    listName: 'Lignes du fichier',
    row: (n: number) => `Ligne ${number(n)}`,
    noName: 'sans nom',
    hidden: 'masquée dans le fichier',
    otherReasons: (n: number) => plural(n, { one: 'et {n} autre motif', other: 'et {n} autres motifs' }),
    suggestions: (n: number) => plural(n, { one: '{n} suggestion', other: '{n} suggestions' }),
    changes: (n: number) => plural(n, { one: '{n} champ change', other: '{n} champs changent' }),
    looksLike: (name: string) => `ressemble à « ${name} »`,
    change: 'Ce qui change',
    repaired: 'Ce qui a été réparé',
    toSee: 'À regarder',
    said: 'Ce que dit la ligne',
    field: 'Champ',
    before: 'Avant',
    after: 'Après',
    emptyValue: 'vide',
    wholeRow: 'Toute la ligne',
    cell: (letter: string, title: string) => `${letter} · ${title}`,
    inCell: (text: string) => `Dans la cellule : « ${text} »`,
    apply: (text: string) => `Écrire « ${text} »`,
    suggested: (text: string) => `Vouliez-vous dire « ${text} » ?`,
    leaveOut: 'Importer sans cette cellule',
    correct: 'Corriger',
    kindIs: 'C’est :',
    correction: (title: string) => `Nouveau contenu de ${title}`,
    correctionSave: 'Enregistrer',
    leftOut: 'Cellule laissée de côté',
    corrected: (text: string) => `Corrigé : « ${text} »`,
    asWritten: 'Reprendre la cellule du fichier',
    nothingSpecial: 'Rien à signaler sur cette ligne.',
    memberLink: (name: string) => `Ouvrir la fiche de ${name}`,
    back: 'Revenir sur cette décision',
    backSaid: (n: number) => `Décision oubliée pour la ligne ${number(n)}.`,
    cellSaid: (n: number) => `Ligne ${number(n)} : c’est noté.`,
    decided: {
      create: 'décidé : un autre membre',
      update: 'décidé : mettre à jour',
      merge: 'décidé : le même membre',
      skip: 'décidé : ne pas importer',
      leave_out: 'cellules choisies',
    },
    none: 'Aucune ligne ici',
    noneText: 'Choisissez un autre groupe de lignes ci-dessus.',
    noDoubt: 'Plus aucun doute',
    noDoubtText: 'Toutes les questions ont une réponse. Vous pouvez importer.',
    noDoubtLeft: 'Aucune ligne n’est restée en doute.',
    noRefused: 'Rien n’est refusé',
    noRefusedText: 'Chaque ligne sera écrite, ou attend votre décision.',
    noRefusedLeft: 'Aucune ligne n’a été refusée.',
    shown: (shown: number, of: number) => `${number(shown)} sur ${lines(of)}`,
  },
  hints: {
    territory: (n: number) =>
      plural(n, {
        one: 'Le territoire du club n’est pas encore connu : la commune du fichier entre comme un membre ordinaire. Elle devient membre de droit dès que vous l’aurez dit.',
        other:
          'Le territoire du club n’est pas encore connu : les {n} communes du fichier entrent comme membres ordinaires. Elles deviennent membres de droit dès que vous l’aurez dit.',
      }),
    toTerritory: 'Dire le territoire',
    topics: (n: number, names: readonly string[]) =>
      `${plural(n, { one: 'Une thématique sera créée', other: '{n} thématiques seront créées' })} : ${some(names)}.`,
    proposed: (n: number) =>
      plural(n, {
        one: 'Une ressemble à une thématique du club.',
        other: '{n} ressemblent à des thématiques du club.',
      }),
    toTopics: 'Choisir les thématiques',
  },
  doubt: {
    question: 'Est-ce le même ?',
    thisRow: (n: number) => `Cette ligne (${number(n)})`,
    otherRow: (n: number) => `Ligne ${number(n)}`,
    member: 'Déjà membre',
    candidates: 'Ressemblances',
    reasons: {
      identifier: 'même numéro d’identification',
      email: 'même adresse e-mail et même nom',
      name: 'nom très proche au même endroit',
    },
    likeness: (percent: string) => `ressemblance ${percent}`,
    verdicts: { same: 'pareil', other: 'différent', added: 'ajouté', kept: 'gardé', open: 'à comparer' },
    verdict: 'Comparaison',
    same: 'C’est le même : ajouter',
    sameHint: 'La personne et ce qui manque s’ajoutent ; rien n’est remplacé.',
    replace: 'C’est le même : remplacer ce qui diffère',
    another: 'Un autre membre',
    skip: 'Ne pas importer',
    loading: 'Lecture de l’autre fiche',
    saidSame: (n: number, name: string) => `Ligne ${number(n)} : ajoutée à « ${name} ».`,
    saidUpdate: (n: number, name: string) =>
      `Ligne ${number(n)} : remplacera ce qui diffère dans « ${name} ».`,
    saidAnother: (n: number) => `Ligne ${number(n)} : un autre membre, il sera créé.`,
    saidSkip: (n: number) => `Ligne ${number(n)} : ne sera pas importée.`,
    certain: (n: number) =>
      plural(n, {
        one: '{n} ligne porte le même numéro d’identification qu’une autre : c’est certain.',
        other: '{n} lignes portent le même numéro d’identification qu’une autre : c’est certain.',
      }),
    certainApply: (n: number) =>
      plural(n, { one: 'L’ajouter au même membre', other: 'Ajouter les {n} au même membre' }),
    certainSaid: (n: number) => plural(n, { one: '{n} ligne ajoutée.', other: '{n} lignes ajoutées.' }),
    keys: 'Au clavier : 1, 2 ou 3 pour répondre, flèches pour passer d’une ligne à l’autre.',
  },
  commit: {
    region: 'Importer',
    button: (n: number) =>
      n === 0 ? 'Importer' : plural(n, { one: 'Importer 1 ligne', other: 'Importer {n} lignes' }),
    nothing: 'Rien à importer : toutes les lignes sont inchangées, en doute, refusées ou ignorées.',
    blocked: 'Avant d’importer',
    aside: (doubt: number, refused: number) =>
      `${list([
        ...(doubt > 0 ? [plural(doubt, { one: '{n} ligne en doute', other: '{n} lignes en doute' })] : []),
        ...(refused > 0 ? [plural(refused, { one: '{n} refusée', other: '{n} refusées' })] : []),
      ])} : ${doubt + refused > 1 ? 'elles resteront de côté' : 'elle restera de côté'}.`,
    ready: 'Tout est prêt. L’import s’annule en entier si besoin.',
    busy: 'Enregistrement de vos décisions…',
    stale: (who: string | null) =>
      `${who ?? 'Quelqu’un'} a modifié cet import entre-temps : rien n’est écrit. Relisez ce qui va changer, puis importez.`,
  },
  result: {
    title: 'Import terminé',
    when: (at: string, by: string) => (by ? `Le ${at}, par ${by}.` : `Le ${at}.`),
    seeMembers: 'Voir les membres',
    seeRows: 'Voir ce qui a été créé',
    errors: (n: number) =>
      plural(n, { one: 'Télécharger la ligne refusée', other: 'Télécharger les {n} lignes refusées' }),
    errorsHint:
      'Le fichier garde vos colonnes et ajoute le motif. Corrigez-le, puis déposez-le : rien ne sera doublé.',
    errorsName: (name: string) => `${name} - à corriger.xlsx`,
    again: 'Importer un autre fichier',
    undo: 'Annuler cet import',
    undoShort: 'Annuler',
    undoTitle: 'Annuler tout cet import ?',
    undoText:
      'Les membres créés disparaissent, les mises à jour reviennent à leur valeur d’avant. Vous pourrez redéposer le fichier.',
    undoConfirm: 'Tout annuler',
    keep: 'Garder l’import',
    undone: 'L’import est annulé : tout est comme avant.',
    undoing: 'L’annulation a commencé : elle continue sans vous.',
    why: 'Voir pourquoi',
    seeKept: 'Voir ce qui est gardé',
    isUndone: 'Cet import a été annulé : tout est revenu comme avant.',
    isPartlyUndone: (what: string) => `Cet import a été annulé en partie. ${what}`,
    partTitle: 'Annuler le reste de cet import ?',
    partConfirm: 'Annuler pour les autres fiches',
    partText: 'Toutes les autres fiches reviennent comme avant l’import ; celles-ci gardent ce qu’elles ont.',
    stays: 'Ce qui reste, et pourquoi',
    andMore: (n: number) => plural(n, { one: 'Et une autre fiche.', other: 'Et {n} autres fiches.' }),
    refusedTitle: 'Cet import ne peut plus être annulé',
  },
};
