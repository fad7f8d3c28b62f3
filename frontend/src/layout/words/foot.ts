/** What the foot of a page says, and the menu of the account where there is none. */
import { defineWords } from '@/language';

export const footWords = defineWords(
  {
    legal: 'Mentions légales',
    personalData: 'Données personnelles',
    newTab: '(nouvel onglet)',
    accessibility: {
      full: 'Accessibilité : totalement conforme',
      partial: 'Accessibilité : partiellement conforme',
      no: 'Accessibilité : non conforme',
      unknown: 'Accessibilité',
    },
  },
  {
    legal: 'Legal notice',
    personalData: 'Personal data',
    newTab: '(new tab)',
    accessibility: {
      full: 'Accessibility: fully compliant',
      partial: 'Accessibility: partly compliant',
      no: 'Accessibility: not compliant',
      unknown: 'Accessibility',
    },
  },
);
