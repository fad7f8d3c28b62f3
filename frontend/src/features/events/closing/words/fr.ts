import { grammar } from '@/language';

const { plural } = grammar('fr');

export const fr = {
  notYet: 'Rien à écrire pour l’instant',
  notYetText: 'Les suites s’écrivent dès le début du rendez-vous : présences, compte rendu, avis.',
  cancelled: 'Ce rendez-vous n’a pas eu lieu.',
  title: 'Clore le rendez-vous',
  lead: 'Un rendez-vous clos compte dans les chiffres de l’année. Le compte rendu et les photos se corrigent encore ensuite.',
  minutes: 'Compte rendu',
  minutesHint: 'Ce qui s’est dit, ce qui suit. Il part aux personnes présentes et aux absentes.',
  minutesPublic: 'Montrer le compte rendu sur la page publique',
  membersPublic: 'Nommer les organisations présentes sur la page publique',
  membersPublicHint: 'Leurs noms seulement : personne n’y est nommé.',
  headCount: 'Combien de personnes étaient là',
  headCountHint: 'Vide : autant que de personnes pointées.',
  write: 'Écrire aux personnes inscrites',
  writeHint:
    'Merci, compte rendu et trois questions pour celles qui sont venues ; « vous nous avez manqué » pour les autres.',
  photos: 'Photos',
  photosHint: 'Seulement avec l’accord des personnes que l’on reconnaît.',
  namePhotos: 'Dites ce que montre chaque photo.',
  correct: 'Corriger',
  save: 'Enregistrer',
  keep: 'Ne rien changer',
  corrected: 'C’est corrigé. Personne ne reçoit de nouveau message.',
  close: 'Clore le rendez-vous',
  closed: 'Le rendez-vous est clos.',
  present: 'Organisations présentes',
  tick: 'Pointer les présences',
  nobody: 'Personne n’est pointé pour l’instant.',
  counted: (people: number, members: number) =>
    `${plural(people, { one: '{n} personne pointée', other: '{n} personnes pointées' })}, ${plural(members, { one: '{n} organisation membre : son contact est noté.', other: '{n} organisations membres : leur contact est noté.' })}`,
  figures: 'Ce qu’il en est sorti',
  people: 'personnes présentes',
  ofRegistered: (n: number) =>
    plural(n, { one: 'pointées, sur {n} inscription', other: 'pointées, sur {n} inscriptions' }),
  useful: (n: number) => plural(n, { one: 'utile, selon {n} réponse', other: 'utile, selon {n} réponses' }),
  outOfFive: (mean: string) => `${mean} / 5`,
  again: 'reviendraient',
  noMinutes: 'Pas de compte rendu.',
  shownPublic: 'Visible sur la page publique.',
  namedPublic: 'Nommées sur la page publique.',
  keptInside: 'Visible par les membres seulement.',
  survey: 'Ce qu’en disent les personnes présentes',
  noAnswers: 'Aucune réponse pour l’instant. Le lien reste ouvert trente jours.',
  noWords: 'Personne n’a laissé de mot.',
};
