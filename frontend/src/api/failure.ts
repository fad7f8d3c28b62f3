/** What to tell a person when something failed: what happened, what to do, and that nothing is lost. */
import { defineWords, language } from '@/language';
import { Problem, Unreachable } from './problem';

export interface Failure {
  kind: 'offline' | 'unavailable' | 'forbidden' | 'missing' | 'other';
  title: string;
  sentence: string;
  requestId: string | null;
}

const words = defineWords(
  {
    offline: {
      title: 'Pas de connexion',
      sentence: "Le serveur ne répond pas. Vérifiez votre connexion, puis réessayez : rien n'est perdu.",
    },
    unavailable: {
      title: 'Service momentanément indisponible',
      sentence: 'Réessayez dans un instant.',
    },
    forbidden: {
      title: "Cette page n'est pas pour vous",
      sentence: 'Votre compte ne permet pas de voir ceci. Demandez à une personne qui administre le club.',
    },
    missing: {
      title: 'Introuvable',
      sentence: "Ce que vous cherchez n'existe pas, ou n'existe plus.",
    },
    refused: 'Ce n’est pas possible ainsi',
    changed: 'Modifié entre-temps',
    busy: 'Trop de demandes à la fois. Patientez un peu, puis réessayez.',
    other: {
      title: "Quelque chose n'a pas marché",
      sentence:
        "L'erreur vient de nous. Réessayez ; si elle persiste, donnez ce numéro à la personne qui administre.",
    },
    stale: "Quelqu'un a modifié cette fiche entre-temps. Rechargez-la pour voir où elle en est.",
  },
  {
    offline: {
      title: 'No connection',
      sentence: 'The server does not answer. Check your connection and try again: nothing is lost.',
    },
    unavailable: { title: 'Momentarily unavailable', sentence: 'Please try again in a moment.' },
    forbidden: {
      title: 'This page is not for you',
      sentence: 'Your account may not see this. Ask one of the club’s administrators.',
    },
    missing: { title: 'Not found', sentence: 'What you are looking for does not exist, or no longer does.' },
    refused: 'It can’t be done this way',
    changed: 'Changed meanwhile',
    busy: 'Too many requests at once. Wait a little and try again.',
    other: {
      title: 'Something went wrong',
      sentence: 'The mistake is ours. Try again; if it stays, give this number to your administrator.',
    },
    stale: 'Somebody changed this record meanwhile. Reload it to see where it stands.',
  },
);

export function failureOf(error: unknown): Failure {
  const w = words[language()] ?? words.fr;
  if (error instanceof Unreachable) return { kind: 'offline', ...w.offline, requestId: null };
  if (!(error instanceof Problem)) return { kind: 'other', ...w.other, requestId: null };
  // Of what the person can mend alone, nobody has to be told the number.
  const requestId = error.status >= 500 ? (error.body.request_id ?? null) : null;
  const said = error.body.detail;
  switch (error.status) {
    case 403:
      return {
        kind: 'forbidden',
        title: w.forbidden.title,
        sentence: said ?? w.forbidden.sentence,
        requestId,
      };
    case 404:
      return { kind: 'missing', title: w.missing.title, sentence: said ?? w.missing.sentence, requestId };
    case 412:
      return {
        kind: 'other',
        title: w.changed,
        sentence: said ?? w.stale,
        requestId,
      };
    case 429:
      return { kind: 'unavailable', title: w.unavailable.title, sentence: said ?? w.busy, requestId };
    case 502:
    case 503:
    case 504:
      return {
        kind: 'unavailable',
        title: w.unavailable.title,
        sentence: said ?? w.unavailable.sentence,
        requestId,
      };
    default:
      return {
        kind: 'other',
        // The contract's own title is the name of the status, in English.
        title: error.status < 500 && said ? w.refused : w.other.title,
        sentence: error.status < 500 && said ? said : w.other.sentence,
        requestId,
      };
  }
}

/** One sentence, for a toast. */
export function sentenceOf(error: unknown): string {
  return failureOf(error).sentence;
}
