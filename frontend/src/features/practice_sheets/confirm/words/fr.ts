export const fr = {
  titles: {
    ask: 'Tout est juste ?',
    correct: 'Ce qui est à corriger',
    done: 'Merci, c’est noté',
  },
  lead: (club: string, member: string) =>
    `${club || 'Le club'} veut publier cette fiche sur ce que ${member || 'votre organisation'} a fait. Relisez-la : rien ne paraît sans votre accord.`,
  name: 'Votre nom',
  nameHint: 'Pour que l’équipe sache qui a relu.',
  right: 'Tout est juste',
  correct: 'Il y a quelque chose à corriger',
  words: 'Ce qui n’est pas juste',
  wordsHint: '« Nous étions 80 bénévoles, pas 60. » L’équipe corrige, puis vous le redemande.',
  send: 'Envoyer à l’équipe',
  back: 'Revenir à la fiche',
  before: {
    confirmed: 'Vous avez déjà dit que tout est juste. Vous pouvez encore changer d’avis.',
    corrections: 'Vous avez déjà demandé des corrections. L’équipe s’en occupe.',
  },
  changed: 'La fiche vient de changer : la voici telle qu’elle est maintenant.',
  after: {
    confirmed: 'L’équipe peut publier la fiche. Merci d’avoir pris le temps de la relire.',
    corrections: 'L’équipe a reçu vos corrections ; elle vous redemandera de relire.',
  },
  more: 'Revoir la fiche',
  noToken: 'Ce lien est incomplet : ouvrez celui du mail, en entier.',
  write: 'Une question ?',
};
