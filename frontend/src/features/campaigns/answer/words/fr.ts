export const fr = {
  titles: {
    ask: 'C’est toujours exact ?',
    correct: 'Ce qui a changé',
    other: 'Qui s’en occupe maintenant ?',
  },
  thanks: 'Merci, c’est noté',
  lead: (club: string, name: string) => `Voici ce que ${club || 'le club'} sait de ${name}.`,
  noToken: 'Ce lien est incomplet. Ouvrez-le depuis le message, sans le recopier.',
  signIn: 'Se connecter à mon espace',
  right: 'C’est toujours exact',
  correct: 'Corriger',
  other: 'Quelqu’un d’autre s’en occupe',
  before: {
    right: 'Vous avez déjà répondu que tout est exact. Vous pouvez encore corriger.',
    corrected: 'Une correction a déjà été envoyée. Vous pouvez en faire une autre.',
    other: 'L’équipe du club sait déjà que quelqu’un d’autre s’en occupe.',
  },
  after: {
    right: (club: string) =>
      `${club || 'Le club'} sait que vos coordonnées sont exactes. Vous n’avez rien d’autre à faire.`,
    corrected: (club: string) => `Votre réponse est arrivée à ${club || 'l’équipe du club'}.`,
    other: (club: string) =>
      `L’équipe de ${club || 'ce club'} vérifie, puis écrira à la personne que vous avez indiquée.`,
  },
  applied: 'Ce qui est affiché ci-dessous est déjà à jour.',
  waits: 'Une partie attend l’accord de l’équipe : elle apparaîtra ensuite.',
  more: 'Autre chose à changer',
  write: 'Une question ? Écrivez à',
  nothing: 'rien',
  address: 'Adresse',
  people: 'Personnes',
  fields: {
    name: 'Nom de l’organisation',
    street: 'Rue',
    postal_code: 'Code postal',
    commune: 'Commune',
    phone: 'Téléphone',
    email: 'Adresse e-mail',
    website: 'Site web',
  },
  thisWaits: 'Ce changement attendra l’accord de l’équipe.',
  save: 'Envoyer les corrections',
  send: 'Envoyer',
  back: 'Revenir',
  otherHint:
    'L’équipe du club vérifiera avant de changer quoi que ce soit. Prévenez cette personne que vous donnez son nom.',
  person: {
    given_name: 'Prénom',
    family_name: 'Nom',
    email: 'Adresse e-mail',
    function: 'Fonction',
  },
};
