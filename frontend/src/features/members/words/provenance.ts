/** Where the data of a person comes from, on which ground it is kept, since when they know: for who opens that. */
import { defineWords } from '@/language';

export const provenanceWords = defineWords(
  {
    title: 'Données personnelles',
    source: 'Origine des données',
    sourceHint: 'D’où vous tenez ses coordonnées : elle-même, un annuaire public, un fichier…',
    cameBy: (way: string) => `Aujourd’hui : ${way}. Vous pouvez le dire mieux.`,
    basis: 'Base légale',
    usualBasis: 'Celle du club : mission d’intérêt public',
    bases: {
      public_task: 'mission d’intérêt public',
      consent: 'accord de la personne',
      legal_obligation: 'obligation légale',
    },
    informedOn: 'Informée le',
    informedHint: 'Le jour où elle a su que ses données sont ici : au plus tard un mois après.',
    ways: {
      screen: 'saisie à l’écran',
      api: 'venue par l’API',
      import: 'venue d’un fichier importé',
      member: 'donnée par son organisation',
      join: 'donnée avec la demande d’adhésion',
      demo: 'inventée pour la démonstration',
      job: 'écrite par Maillage',
      command: 'écrite par une commande',
    },
  },
  {
    title: 'Personal data',
    source: 'Origin of the data',
    sourceHint: 'Where you have their details from: themselves, a public directory, a file…',
    cameBy: (way) => `Now: ${way}. You may say it better.`,
    basis: 'Legal ground',
    usualBasis: 'The club’s: a task in the public interest',
    bases: {
      public_task: 'task in the public interest',
      consent: 'consent of the person',
      legal_obligation: 'legal obligation',
    },
    informedOn: 'Told on',
    informedHint: 'The day on which they knew that their data is here: within a month.',
    ways: {
      screen: 'typed on the screen',
      api: 'came by the API',
      import: 'came in an imported file',
      member: 'given by their organisation',
      join: 'given with the request to join',
      demo: 'invented for the demonstration',
      job: 'written by Maillage',
      command: 'written by a command',
    },
  },
);

type ProvenanceWords = (typeof provenanceWords)['fr'];

/** The word for a way in; null for what somebody said in words of their own. */
export function wayIn(source: string | null | undefined, w: ProvenanceWords): string | null {
  const ways: Record<string, string> = w.ways;
  return ways[source ?? ''] ?? null;
}

export const sourceName = (source: string, w: ProvenanceWords) => wayIn(source, w) ?? source;
