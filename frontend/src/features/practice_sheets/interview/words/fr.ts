import { grammar } from '@/language';

const { number, plural } = grammar('fr');

export const fr = {
  title: 'Racontez votre action',
  lead: (club: string, title: string) =>
    `${club || 'Le club'} aimerait faire connaître « ${title} ». Dix questions courtes ; ce que vous écrivez se garde tout seul.`,
  of: (member: string) => `Pour ${member}`,
  progress: (done: number, total: number) =>
    `${plural(done, { one: '{n} réponse', other: '{n} réponses' })} sur ${number(total)}`,
  states: {
    kept: 'Tout est gardé : vous pouvez revenir plus tard par le même lien.',
    waiting: 'Gardé dans un instant…',
    saving: 'Enregistrement…',
    failed: 'Pas encore gardé : le réseau est absent, ou le serveur ne répond pas.',
  },
  again: 'Réessayer',
  photos: 'Vos photos',
  photosText: (left: number) =>
    plural(left, { one: 'Encore {n} photo possible.', other: 'Encore {n} photos possibles.' }),
  noMorePhotos: 'Vous avez envoyé toutes les photos possibles. Merci !',
  sentPhotos: (n: number) => plural(n, { one: '{n} photo reçue', other: '{n} photos reçues' }),
  alt: 'Ce que montrent les photos que vous allez ajouter',
  altHint: 'Facultatif, pour qui ne les voit pas.',
  addPhotos: 'Ajouter des photos',
  photoHint: 'JPEG, PNG ou WebP, 25 Mo au plus chacune',
  consent: 'N’envoyez que des photos que vous pouvez partager, et l’accord des personnes que l’on reconnaît.',
  send: 'Envoyer mes réponses',
  sendNone: 'Répondez au moins à la première question.',
  thanks: 'Merci, c’est envoyé',
  thanksText:
    'L’équipe en fait une fiche. Vous la relirez avant qu’elle soit publiée : rien ne paraît sans vous.',
  noToken: 'Ce lien est incomplet : ouvrez celui du mail, en entier.',
  write: 'Une question ?',
};
