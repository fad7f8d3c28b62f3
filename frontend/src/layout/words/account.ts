/** What the menu of the account says: for who opens it. */
import { defineWords } from '@/language';

export const accountWords = defineWords(
  {
    myAccount: 'Mon compte',
    signOut: 'Se déconnecter',
    appearance: 'Apparence',
    light: 'Claire',
    dark: 'Sombre',
    auto: 'Comme le système',
    organisations: 'Mes organisations',
    staffDoor: 'Espace de coordination',
  },
  {
    myAccount: 'My account',
    signOut: 'Sign out',
    appearance: 'Appearance',
    light: 'Light',
    dark: 'Dark',
    auto: 'Like the system',
    organisations: 'My organisations',
    staffDoor: 'Coordination space',
  },
);
