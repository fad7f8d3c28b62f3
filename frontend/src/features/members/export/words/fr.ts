import { grammar } from '@/language';

const { plural } = grammar('fr');

export const fr = {
  title: 'Exporter la liste',
  lead: (count: number | undefined) =>
    count === undefined
      ? 'Les membres de la liste, avec ses filtres et dans son ordre. Le fichier peut être réimporté.'
      : plural(count, {
          one: 'Le membre de la liste. Le fichier peut être réimporté.',
          other:
            'Les {n} membres de la liste, avec ses filtres et dans son ordre. Le fichier peut être réimporté.',
        }),
  format: 'Format',
  formats: {
    xlsx: {
      name: 'Excel (.xlsx)',
      for: 'De vraies dates et de vrais nombres, un filtre sur chaque colonne.',
    },
    ods: { name: 'LibreOffice (.ods)', for: 'La même chose, dans un format ouvert.' },
    csv_excel: {
      name: 'Texte pour Excel (.csv)',
      for: 'Points-virgules, dates 31/12/2026 : s’ouvre d’un double-clic sur un poste français.',
    },
    csv_open: {
      name: 'Texte pour un autre logiciel (.csv)',
      for: 'Virgules, dates 2026-12-31, UTF-8.',
    },
    vcf: {
      name: 'Cartes de visite (.vcf)',
      for: 'Les personnes, pour un carnet d’adresses ; sans l’e-mail de qui a refusé nos lettres.',
    },
  },
  columns: 'Colonnes',
  shown: (count: number) => plural(count, { one: 'Celle de l’écran', other: 'Les {n} de l’écran' }),
  all: 'Toutes',
  people: 'Avec toutes les personnes',
  peopleHint: 'Une ligne par personne : nom, fonction, e-mail, téléphones.',
  logged: 'Le journal retient qui exporte quoi. Ne gardez pas ce fichier plus longtemps qu’il ne sert.',
  cancel: 'Annuler',
  stop: 'Arrêter',
  download: 'Télécharger',
  preparing: 'Le fichier se prépare…',
  coming: 'Le fichier arrive, en ko',
  done: (name: string) => `${name} est dans vos téléchargements.`,
  cards: {
    one: 'Carte de visite',
    oneLabel: (name: string) => `Carte de visite : ${name}`,
    many: 'Cartes de visite',
    manyLabel: (name: string) => `Cartes de visite des personnes de ${name}`,
  },
};
