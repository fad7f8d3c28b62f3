import type { Translation } from '@/language';
import type { fr } from './fr';

export const en: Translation<typeof fr> = {
  week: 'This week',
  weekShort: 'Week',
  members: 'Members',
  imports: 'Import',
  proposals: 'To approve',
  joins: 'Joining',
  reports: 'Reports',
  campaigns: 'Campaigns',
  sheets: 'Sheets',
  events: 'Events',
  directory: 'Public directory',
  settings: 'Settings',
  log: 'Log a contact',
  logShort: 'Log',
  steering: 'Steering',
  keys: 'Keyboard shortcuts',
  search: 'search a member or a command',
  lost: 'This page does not exist',
  lostText: 'The address may have changed. Start again from the home page.',
  home: 'Go home',
  staffOnly: 'This part is for the club’s staff.',
  readOnly: 'Your role allows reading, not changing.',
  adminOnly: 'Only an administrator of the club changes this.',
};
