import { grammar } from '@/language';

const { plural } = grammar('fr');

export const fr = {
  title: 'Nouvelle colonne',
  lead: 'Un champ à vous, dans le tableau, les filtres, les imports et la fiche.',
  name: 'Nom',
  nameHint: '« Prête des gobelets », « Nombre de bénévoles »…',
  kind: 'Ce qu’il contient',
  kinds: { text: 'Texte', number: 'Nombre', date: 'Date', choice: 'Liste de choix', yes_no: 'Oui ou non' },
  choices: 'Choix',
  choice: (n: number) => `Choix ${n}`,
  addChoice: 'Ajouter un choix',
  removeChoice: (n: number) => `Retirer le choix ${n}`,
  editTitle: (name: string) => `Modifier ${name}`,
  save: 'Enregistrer',
  saved: (name: string) => `Le champ ${name} est enregistré.`,
  settings: 'Champs du club',
  clubs: 'Champs du club',
  unknown: 'Non renseigné',
  seen: { member: 'Le membre voit cette valeur.', public: 'Tout le monde voit cette valeur.' },
  add: 'Ajouter un champ',
  none: 'Aucun champ à vous',
  noneText:
    'Ajoutez ce que le club veut savoir de ses membres : il sera dans le tableau, les filtres et les imports.',
  about: (kind: string, seen: string, n: number) =>
    `${kind} · ${seen} · ${plural(n, { one: '{n}\u00a0membre', other: '{n}\u00a0membres' })}`,
  actions: (name: string) => `Actions sur ${name}`,
  edit: 'Modifier…',
  archive: 'Archiver',
  archived: (name: string) => `Le champ ${name} est archivé ; ses valeurs sont gardées.`,
  gone: 'Champs archivés',
  restore: 'Rétablir',
  restoreField: (name: string) => `Rétablir ${name}`,
  yes: 'Oui',
  no: 'Non',
  visibility: 'Qui voit ses valeurs',
  visibilities: {
    staff: 'L’équipe du club',
    member: 'L’équipe, et chaque membre pour sa fiche',
    public: 'Tout le monde',
  },
  submit: 'Ajouter la colonne',
  made: (name: string) => `La colonne ${name} est ajoutée.`,
};
