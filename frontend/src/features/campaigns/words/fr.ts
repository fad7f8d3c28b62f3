import { grammar } from '@/language';

const { number, plural } = grammar('fr');

export const fr = {
  title: 'Campagnes',
  lead: '« C’est toujours exact ? » : les membres confirment leur fiche d’une touche, la corrigent, ou disent qui s’en occupe maintenant.',
  new: 'Nouvelle campagne',
  list: 'Campagnes',
  none: 'Aucune campagne pour l’instant',
  noneText:
    'Choisissez un segment : chacun reçoit ce que le club sait de lui, et répond en dix secondes. Après des élections, un seul envoi rafraîchit les contacts de toutes les communes.',
  shown: (n: number) => plural(n, { one: '{n} campagne', other: '{n} campagnes' }),
  states: { draft: 'brouillon', sending: 'envoi en cours', open: 'en cours', closed: 'close' },
  made: (by: string, when: string) => `Préparée par ${by}, ${when}`,
  sentOn: (when: string) => `partie ${when}`,
  of: (audience: string | null) => (audience ? `Pour « ${audience} »` : 'Choix par filtre'),
  answers: (answered: number, total: number) =>
    `${plural(answered, { one: '{n} réponse', other: '{n} réponses' })} sur ${number(total)}`,
  form: {
    title: 'Demander si c’est toujours exact',
    name: 'Nom de la campagne',
    nameHint: 'Pour l’équipe : les membres ne le voient pas.',
    whom: 'À qui',
    towns: 'Toutes les communes membres',
    everybody: 'Tous les membres actifs',
    segments: 'Segments',
    counted: (name: string, count: number | null) => (count === null ? name : `${name} (${number(count)})`),
    words: 'Un mot du club',
    wordsHint: 'Facultatif. Il vient au-dessus de ce que le club sait de l’organisation.',
    submit: 'Voir qui le recevra',
    townsName: 'Contacts des communes',
    townsWords:
      'Après les élections, nous mettons à jour nos contacts dans les communes : dites-nous qui suit désormais la prévention des déchets.',
  },
  back: 'Toutes les campagnes',
  figures: 'Où en sont les destinataires',
  stages: {
    waiting: 'à écrire',
    unreachable: 'injoignable par mail',
    sent: 'sans réponse',
    bounced: 'non remis',
    right: 'toujours exact',
    corrected: 'corrigé',
    other: 'quelqu’un d’autre',
  },
  draftStages: { waiting: 'recevra le message', unreachable: 'injoignable par mail' },
  ready: (reached: number, total: number) =>
    `${plural(reached, { one: '{n} membre recevra le message', other: '{n} membres recevront le message' })}, sur ${number(total)}. Rien n’est encore parti.`,
  unreachableHint: (n: number) =>
    plural(n, {
      one: 'Un membre ne peut pas être joint par mail : ajoutez une adresse à sa fiche avant l’envoi, ou appelez-le.',
      other:
        '{n} membres ne peuvent pas être joints par mail : ajoutez une adresse à leur fiche avant l’envoi, ou appelez-les.',
    }),
  progress: (done: number, total: number) =>
    `Les messages partent par petits paquets : ${number(done)} sur ${number(total)}. Vous pouvez quitter cette page.`,
  send: (n: number) => plural(n, { one: 'Envoyer à {n} membre', other: 'Envoyer à {n} membres' }),
  sendTitle: (n: number) =>
    plural(n, { one: 'Envoyer ce message à {n} membre ?', other: 'Envoyer ce message à {n} membres ?' }),
  sendText:
    'Chacun reçoit ce que le club sait de son organisation, et un lien valable 30 jours. Un envoi ne se rappelle pas.',
  doSend: 'Envoyer',
  sent: 'Les messages partent.',
  remind: 'Relancer',
  remindTitle: (n: number) =>
    plural(n, { one: 'Relancer {n} membre sans réponse ?', other: 'Relancer {n} membres sans réponse ?' }),
  remindText: 'Une seule relance est possible. Ensuite, il vaut mieux appeler.',
  doRemind: 'Relancer',
  reminded: 'Les relances partent.',
  close: 'Clore',
  closeTitle: 'Clore cette campagne ?',
  closeText: (n: number) =>
    plural(n, {
      one: 'Le membre sans réponse passe dans « À appeler ». Les réponses tardives sont encore prises.',
      other:
        'Les {n} membres sans réponse passent dans « À appeler ». Les réponses tardives sont encore prises.',
    }),
  doClose: 'Clore',
  closed: 'La campagne est close.',
  discard: 'Supprimer le brouillon',
  discardTitle: 'Supprimer ce brouillon ?',
  discardText: 'Son mot et ses destinataires sont perdus. Rien n’en est parti.',
  discarded: 'Brouillon supprimé.',
  toCall: (n: number) => plural(n, { one: 'À appeler : {n} membre', other: 'À appeler : {n} membres' }),
  toCallHint: 'Un membre quitte cette liste dès qu’un contact avec lui est noté.',
  inTheWeek: 'Les voir dans la semaine',
  words: 'Un mot du club',
  recipients: 'Destinataires',
  each: 'Chaque destinataire, et où il en est',
  everybody: 'Tous',
  member: 'Membre',
  address: 'Adresse',
  state: 'Réponse',
  when: 'Répondu',
  ofOrganisation: 'adresse de l’organisation',
  reasons: {
    no_address: 'pas d’adresse e-mail',
    bounced: 'adresse qui ne marche plus',
    objected: 'ne veut plus de message',
    archived: 'fiche archivée',
  },
  letters: (n: number) => plural(n, { one: '{n} message', other: '{n} messages' }),
  nobody: 'Aucun destinataire ici',
  shownRecipients: (n: number, total: number) => `${number(n)} sur ${number(total)}`,
};
