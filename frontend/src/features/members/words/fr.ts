import { grammar } from '@/language';
import { namesFr, personNamesFr } from './namesFr';

const { number, plural } = grammar('fr');

export const fr = {
  names: namesFr,
  personNames: personNamesFr,
  kinds: {
    commune: 'Commune',
    association: 'Association',
    public_body: 'Établissement public',
    company: 'Entreprise',
  },
  kindsMany: {
    commune: 'Communes',
    association: 'Associations',
    public_body: 'Établissements publics',
    company: 'Entreprises',
  },
  sizes: { small: 'petite', large: 'grande' },
  statuses: { prospect: 'Pressenti', invited: 'Invité', active: 'Actif', paused: 'En pause', left: 'Parti' },
  followUps: { ok: 'à jour', soon: 'bientôt dû', overdue: 'à relancer', never: 'jamais joint' },
  list: {
    export: 'Exporter',
    nothingToExport: 'Il n’y a rien à exporter : aucun membre ne correspond.',
    duplicates: 'Doublons',
    title: 'Membres',
    lead: (total: number) => plural(total, { one: '{n} organisation', other: '{n} organisations' }),
    search: 'Chercher nom, commune, personne…',
    add: 'Ajouter un membre',
    all: 'Tous',
    filters: 'Filtres',
    anyKind: 'Tous les types',
    counted: (what: string, n: number) => `${what} (${number(n)})`,
    anyTopic: 'Toute thématique',
    anyStatus: 'Tous les statuts',
    archived: 'Archivés',
    mine: 'Suivis par moi',
    clear: 'Effacer les filtres',
    shown: (shown: number, total: number) => `${number(shown)} sur ${number(total)}`,
    empty: 'Le carnet est vide',
    emptyText: 'Importez votre tableur : rien n’est écrit avant que vous ayez vu ce qui changera.',
    emptyImport: 'Importer un fichier',
    none: 'Aucun membre ne correspond',
    noneText: 'Élargissez la recherche, ou ajoutez cette organisation.',
    exOfficio: 'de droit',
    never: 'jamais',
    bounced: 'adresse en erreur',
    open: (name: string) => `Ouvrir ${name}`,
    readerOnly: 'Votre rôle permet de lire, pas de modifier.',
    keys: {
      search: 'chercher',
      add: 'ajouter un membre',
    },
  },
  memberOf: (kind: string, commune: string | null) => [kind, commune].filter(Boolean).join('\u00a0· '),
};
