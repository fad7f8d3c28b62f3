import { grammar } from '@/language';

const { number, plural } = grammar('fr');

export const fr = {
  label: 'Membres du club',
  hints: {
    commune: 'Un nom de commune ou un code INSEE.',
    status: 'À partir d’aujourd’hui ; pour un autre jour, passez par la fiche.',
    contact_due_on: 'Dernier contact, plus la cadence du club.',
    siret: 'Donne aussi le SIREN.',
    verified_on: 'Quand l’organisation a dit pour la dernière fois que sa fiche est juste.',
  },
  reasons: {
    people: 'Les personnes se modifient sur la fiche du membre (Ctrl Entrée).',
    computed: 'Calculé par Maillage à partir des échanges.',
    history: 'Vient du parcours du membre : il se corrige sur sa fiche.',
    fromFile: 'Dit par un fichier importé ; un nouvel import le change.',
    byRight: 'Les communes du territoire sont membres de droit.',
    trace: 'Écrit par Maillage.',
    size: 'La taille ne concerne que les entreprises.',
    exOfficio: 'Commune membre de droit : cela ne change pas tant qu’elle fait partie du territoire.',
  },
  sources: {
    join: 'Adhésion',
    screen: 'Saisie',
    api: 'API',
    import: 'Import',
    territory: 'Territoire',
    demo: 'Démonstration',
  },
  exOfficio: 'de droit',
  /** Of a commune: the national list does not know it. */
  unlisted: 'hors référentiel',
  bounced: 'en erreur',
  addColumn: 'Ajouter une colonne',
  log: 'Noter un contact',
  logMany: (n: number) => plural(n, { one: 'Noter un contact ({n})', other: 'Noter un contact ({n})' }),
  tooManyChosen: (most: number) =>
    `Au plus ${number(most)} lignes choisies à la fois : filtrez plutôt la liste, puis modifiez-la en entier.`,
  tooManyListed: (most: number) => `Au plus ${number(most)} membres à la fois : précisez d’abord le filtre.`,
  logTooMany: (most: number) =>
    plural(most, {
      one: 'Sélectionnez au plus {n} membre à la fois.',
      other: 'Sélectionnez au plus {n} membres à la fois.',
    }),
  edit: 'Modifier plusieurs',
  editSelected: (n: number) => plural(n, { one: 'La ligne choisie', other: 'Les {n} lignes choisies' }),
  editAll: (n: number) => plural(n, { one: 'Le membre de la liste', other: 'Les {n} membres de la liste' }),
  conditions: (n: number) =>
    n === 0 ? 'Filtrer' : plural(n, { one: '{n} condition', other: '{n} conditions' }),
  moreConditions: (n: number) =>
    n === 0 ? 'Autres conditions…' : plural(n, { one: '{n} condition…', other: '{n} conditions…' }),
  filters: 'Filtres',
  reading: 'Lecture des membres',
  offers: {
    filter: 'Filtrer la liste',
    export: 'Exporter la liste',
    selected: (n: number) =>
      plural(n, { one: 'Modifier la ligne choisie', other: 'Modifier les {n} lignes choisies' }),
    all: (n: number) =>
      plural(n, { one: 'Modifier le membre de la liste', other: 'Modifier les {n} membres de la liste' }),
    density: (name: string) => `Densité des lignes : ${name.toLowerCase()}`,
  },
  newRows: 'pour ajouter des membres, importez le fichier',
  shape: 'Présentation',
  shapes: { table: 'Tableau', cards: 'Cartes' },
};
