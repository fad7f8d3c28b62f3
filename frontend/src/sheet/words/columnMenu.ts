/** What can be done with a column: for who opens its menu. */
import { defineWords } from '@/language';

export const columnMenuWords = defineWords(
  {
    asc: 'Trier en ordre croissant',
    desc: 'Trier en ordre décroissant',
    unsort: 'Ne plus trier par cette colonne',
    filter: 'Filtrer…',
    freeze: 'Figer jusqu’à cette colonne',
    unfreeze: 'Libérer les colonnes figées',
    hide: 'Masquer la colonne',
    left: 'Déplacer vers la gauche',
    right: 'Déplacer vers la droite',
    wider: 'Élargir',
    narrower: 'Rétrécir',
    fit: 'Ajuster au contenu',
  },
  {
    asc: 'Sort ascending',
    desc: 'Sort descending',
    unsort: 'Stop sorting by this column',
    filter: 'Filter…',
    freeze: 'Freeze up to this column',
    unfreeze: 'Unfreeze the columns',
    hide: 'Hide the column',
    left: 'Move left',
    right: 'Move right',
    wider: 'Widen',
    narrower: 'Narrow',
    fit: 'Fit to content',
  },
);
