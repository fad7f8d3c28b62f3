import { grammar, type Translation } from '@/language';
import type { fr } from './fr';

const { number } = grammar('en');

export const en: Translation<typeof fr> = {
  skip: 'Skip to content',
  mainNav: 'Main navigation',
  menu: 'Menu',
  more: 'More',
  waiting: (n) => `${number(n)} waiting`,
  search: 'Search a member, a command',
  searchShort: 'Search',
  account: 'My account and preferences',
  language: 'Language',
  directory: 'Directory',
  offline: 'You are offline. What you see may be dated; nothing will be sent until the network is back.',
};
