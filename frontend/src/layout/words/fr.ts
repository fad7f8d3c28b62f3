import { grammar } from '@/language';

const { number } = grammar('fr');

export const fr = {
  skip: 'Aller au contenu',
  mainNav: 'Navigation principale',
  menu: 'Menu',
  more: 'Plus',
  waiting: (n: number) => `${number(n)} en attente`,
  search: 'Chercher un membre, une commande',
  searchShort: 'Chercher',
  account: 'Mon compte et réglages personnels',
  language: 'Langue',
  directory: 'Annuaire',
  offline:
    'Vous êtes hors connexion. Ce qui est affiché peut dater ; rien ne sera envoyé avant le retour du réseau.',
};
