/** Why a list can't be read: for links that were cut. */
import { defineWords } from '@/language';

export const unreadWords = defineWords(
  {
    title: 'Ce filtre n’a pas pu être lu.',
    parts: {
      q: 'Les mots cherchés sont illisibles.',
      kind: 'Le type demandé n’existe pas.',
      status: 'Le statut demandé n’existe pas.',
      follow_up: 'L’état de suivi demandé n’existe pas.',
      topic: 'La thématique demandée n’existe pas.',
      commune: 'La commune demandée est illisible.',
      suivis: 'On ne peut pas savoir de qui sont les membres demandés.',
      archived: 'On ne peut pas savoir si ce sont les membres archivés.',
      sort: 'L’ordre demandé n’existe pas, ou n’existe plus.',
      vue: 'L’adresse de la vue est incomplète.',
      segment: 'L’adresse du segment est incomplète.',
      filtre: 'Le lien est incomplet : il a peut-être été coupé.',
    },
    condition: 'Une de ses conditions n’a pas de sens.',
    toAll: 'Voir tous les membres',
  },
  {
    title: 'This filter could not be read.',
    parts: {
      q: 'The words to search for cannot be read.',
      kind: 'There is no such kind.',
      status: 'There is no such status.',
      follow_up: 'There is no such state of follow-up.',
      topic: 'There is no such topic.',
      commune: 'The commune cannot be read.',
      suivis: 'It does not say whose members are meant.',
      archived: 'It does not say whether archived members are meant.',
      sort: 'The list has no such order, or no longer has it.',
      vue: 'The address of the view is incomplete.',
      segment: 'The address of the segment is incomplete.',
      filtre: 'The link is incomplete: it may have been cut.',
    },
    condition: 'One of its conditions makes no sense.',
    toAll: 'See all members',
  },
);
