export const fr = {
  offline: {
    title: 'Pas de connexion',
    sentence: 'Le serveur ne répond pas. Vérifiez votre connexion, puis réessayez : rien n’est perdu.',
  },
  unavailable: {
    title: 'Service momentanément indisponible',
    sentence: 'Réessayez dans un instant.',
  },
  forbidden: {
    title: 'Cette page n’est pas pour vous',
    sentence: 'Votre compte ne permet pas de voir ceci. Demandez à une personne qui administre le club.',
  },
  missing: {
    title: 'Introuvable',
    sentence: 'Ce que vous cherchez n’existe pas, ou n’existe plus.',
  },
  refused: 'Ce n’est pas possible ainsi',
  changed: 'Modifié entre-temps',
  busy: 'Trop de demandes à la fois. Patientez un peu, puis réessayez.',
  other: {
    title: 'Quelque chose n’a pas marché',
    sentence:
      'L’erreur vient de nous. Réessayez ; si elle persiste, donnez ce numéro à la personne qui administre.',
  },
  stale: 'Quelqu’un a modifié cette fiche entre-temps. Rechargez-la pour voir où elle en est.',
};
