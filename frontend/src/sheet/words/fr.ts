/** What the sheet itself says. It knows rows, columns and cells only; the caller's words come by its props. */
import { grammar } from '@/language';

const g = grammar('fr');
const count = (n: number, one: string, other: string) =>
  g.plural(n, { one: `{n} ${one}`, other: `{n} ${other}` });

export const fr = {
  yes: 'Oui',
  no: 'Non',
  row: (n: number) => `Ligne ${g.number(n)}`,
  rowNumbers: 'Numéro de ligne',
  loadingRow: 'Ligne en cours de lecture',
  openRow: (n: number) => `Ouvrir la ligne ${g.number(n)}`,
  howTo:
    'Flèches pour aller d’une cellule à l’autre, Entrée ou F2 pour modifier, Échap puis Tab pour quitter le tableau. Les raccourcis sont dans le menu Clavier.',
  empty: 'Aucune ligne',
  readOnly: 'Cette cellule se lit, elle ne se modifie pas ici.',
  tools: 'Outils du tableau',
  undo: 'Annuler',
  redo: 'Rétablir',
  columns: 'Colonnes',
  density: 'Hauteur des lignes',
  densities: { comfort: 'Confort', standard: 'Standard', compact: 'Compacte' },
  keyboard: 'Clavier',
  column: {
    menu: (title: string) => `Colonne ${title}`,
    filterBy: (title: string) => `Filtrer par ${title}`,
    filtered: 'filtrée',
    last: 'Au moins une colonne reste affichée.',
    moved: (title: string, at: number) => `${title} : position ${g.number(at)}`,
    width: (title: string, px: number) => `${title} : largeur ${g.number(px)}`,
    hiddenNow: (title: string) => `Colonne ${title} masquée`,
    shownNow: (title: string) => `Colonne ${title} affichée`,
    frozenNow: (n: number) =>
      n === 0 ? 'Aucune colonne figée' : count(n, 'colonne figée', 'colonnes figées'),
  },
  sorted: {
    asc: (title: string) => `Trié par ${title}, ordre croissant`,
    desc: (title: string) => `Trié par ${title}, ordre décroissant`,
    none: 'Tri d’origine',
  },
  state: {
    saved: 'Tout est enregistré',
    savedBut: (n: number) => `Enregistré, sauf ${count(n, 'cellule', 'cellules')}`,
    saving: (n: number) => `Enregistrement : ${count(n, 'ligne', 'lignes')}`,
    failed: 'Pas encore enregistré.',
    offline: 'Vérifiez la connexion.',
    retry: 'Réessayer',
    abandon: 'Abandonner ces changements',
    abandoned: (n: number) => `${count(n, 'cellule revenue', 'cellules revenues')} à la valeur enregistrée`,
  },
  work: {
    moved: 'Les lignes ont changé entre-temps : rien n’a été fait.',
    reading: (done: number, total: number) => `Lecture : ${g.number(done)} lignes sur ${g.number(total)}`,
    preparing: (done: number, total: number) =>
      `Préparation : ${g.number(done)} lignes sur ${g.number(total)}`,
    saving: (done: number, total: number) =>
      `Enregistrement : ${g.number(done)} lignes sur ${g.number(total)}`,
    stop: 'Arrêter',
  },
  copied: {
    done: (n: number) => count(n, 'cellule copiée', 'cellules copiées'),
    tooMuch: (n: number) =>
      `C’est trop pour le presse-papiers (${g.number(n)} cellules). Passez par l’export.`,
  },
  issues: {
    corrections: (n: number) => count(n, 'cellule à corriger', 'cellules à corriger'),
    clashes: (n: number) => count(n, 'conflit à trancher', 'conflits à trancher'),
    both: (n: number) => count(n, 'cellule à régler', 'cellules à régler'),
  },
  status: {
    rows: (n: number) => count(n, 'ligne', 'lignes'),
    cells: (n: number) => count(n, 'cellule sélectionnée', 'cellules sélectionnées'),
    filled: (n: number) => count(n, 'remplie', 'remplies'),
    sum: (n: number) => `Somme ${g.number(n)}`,
    average: (n: number) => `Moyenne ${g.number(n)}`,
    partial: 'sur les lignes déjà lues',
    position: (row: number, title: string) => `Ligne ${g.number(row)}, ${title}`,
    range: (from: string, to: string) => `De ${from} à ${to}`,
  },
  failedOpen: 'Cette cellule n’a pas pu s’ouvrir : vérifiez la connexion, puis recommencez.',
  failedRead: 'Ces lignes n’ont pas pu être lues.',
};
