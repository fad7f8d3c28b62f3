/** What forms for people who come say: they have both languages with them. */
import { defineWords } from '@/language';

export const peopleWords = defineWords(
  {
    onePerson: 'Qui vient',
    person: (place: number) => `Personne ${place}`,
    given_name: 'Prénom',
    family_name: 'Nom',
    email: 'Adresse e-mail',
    emailHint: 'Pour la confirmation, le fichier d’agenda et le rappel.',
    addPerson: 'Ajouter une personne',
    removePerson: (place: number) => `Retirer la personne ${place}`,
    yes: 'Oui',
    no: 'Non',
    choose: 'Choisissez',
    people: 'Qui vient',
    answers: 'Réponses aux questions',
  },
  {
    onePerson: 'Who comes',
    person: (place) => `Person ${place}`,
    given_name: 'First name',
    family_name: 'Last name',
    email: 'E-mail address',
    emailHint: 'For the confirmation, the calendar file and the reminder.',
    addPerson: 'Add somebody',
    removePerson: (place) => `Remove person ${place}`,
    yes: 'Yes',
    no: 'No',
    choose: 'Choose',
    people: 'Who comes',
    answers: 'Answers to the questions',
  },
);
