import { grammar } from '@/language';

const { number, plural } = grammar('fr');

export const fr = {
  title: 'L’annuaire public',
  lead: 'La liste et la carte des membres actifs, sans compte. Chaque organisation choisit ce qu’elle y montre.',
  open: 'L’annuaire est ouvert',
  openHint:
    'Fermé, rien n’en répond plus : ni les pages, ni les fichiers, ni les cadres posés sur d’autres sites.',
  licence: 'Licence',
  licenceHint: 'Sous laquelle chacun peut reprendre la liste. Elle ne couvre aucune donnée de personne.',
  licences: {
    lov2: 'Licence Ouverte 2.0 (Etalab)',
    odbl: 'ODbL 1.0',
  },
  save: 'Enregistrer',
  saved: 'C’est enregistré.',
  stale:
    'Quelqu’un a changé ces réglages entre-temps. Rechargez la page pour repartir de leur dernière version.',
  shown: (n: number) =>
    n === 0
      ? 'Aucun membre ne s’y montre encore.'
      : plural(n, { one: '{n} membre s’y montre.', other: '{n} membres s’y montrent.' }),
  see: 'Voir l’annuaire',
  outlines: {
    title: 'Les communes sur la carte',
    none: 'Sans contours, la carte montre un rond par commune, d’autant plus foncé qu’elle compte de membres. Avec eux, elle dessine le territoire.',
    all: (n: number) =>
      plural(n, { one: 'La commune est dessinée.', other: 'Les {n} communes sont dessinées.' }),
    some: (n: number, all: number) =>
      plural(n, {
        one: `{n} commune sur ${number(all)} est dessinée.`,
        other: `{n} communes sur ${number(all)} sont dessinées.`,
      }),
    missing: 'Communes sans contour',
    noTerritory: 'Le territoire n’a pas encore de commune.',
    toTerritory: 'Définir le territoire',
    fetched: (at: string) => `Contours de geo.api.gouv.fr, pris le ${at}.`,
    sent: (at: string) => `Contours envoyés le ${at}.`,
    fetch: 'Prendre les contours sur geo.api.gouv.fr',
    fetching: 'Les contours arrivent',
    fetchingText: 'Quelques instants suffisent. Vous pouvez quitter cette page.',
    came: 'Les contours sont là.',
    send: 'Envoyer un fichier GeoJSON',
    sendHint: 'Une commune par élément, nommée par son code INSEE, en degrés (WGS 84). 20 Mo au plus.',
    unreadable: (name: string) =>
      `« ${name} » n’est pas un fichier GeoJSON de communes (FeatureCollection). Exportez-le de nouveau depuis votre logiciel de cartes.`,
    tooLarge: (name: string) => `« ${name} » dépasse 20 Mo. Simplifiez les contours, puis renvoyez-le.`,
    put: 'Les contours sont remplacés.',
  },
  embed: {
    title: 'Sur d’autres sites',
    lead: 'Une commune, un office de tourisme ou un journal peut montrer l’annuaire sur son site : il suffit de copier cette ligne dans une page.',
    name: (club: string) => `Annuaire : ${club}`,
    copy: 'Copier',
    copied: 'La ligne est copiée.',
    more: 'La carte, les filtres et la hauteur automatique',
    closed: 'Ouvrez d’abord l’annuaire : fermé, il ne se montre nulle part.',
  },
};
