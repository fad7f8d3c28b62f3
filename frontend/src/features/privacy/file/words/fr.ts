export const fr = {
  title: 'Vos données personnelles',
  lead: (club: string) => `Voici tout ce que ${club || 'le club'} sait de vous, dans un fichier ZIP :`,
  page: 'une page à lire, donnees.html ;',
  data: 'les mêmes données pour un programme, donnees.json.',
  care: 'Le lien est valable sept jours, puis le fichier est supprimé. Sur un ordinateur que d’autres utilisent, ne l’y laissez pas.',
  download: 'Télécharger mes données',
  done: (name: string) => `C’est fait : cherchez « ${name} » dans vos téléchargements.`,
  noToken: 'Ce lien est incomplet. Ouvrez-le depuis le message, sans le recopier.',
  spent:
    'Ce lien n’ouvre rien : il est incomplet, ou il a plus de sept jours et le fichier est supprimé. Demandez-en simplement un autre.',
  write: 'Pour toute demande sur vos données, écrivez à',
  ask: 'Pour toute demande sur vos données, adressez-vous à l’équipe du club.',
  rights: 'Vos droits',
};
