import { grammar } from '@/language';

const { number, plural, list } = grammar('fr');

export const fr = {
  invite: 'Inviter',
  title: 'Inviter des membres',
  submit: 'Envoyer les invitations',
  whom: 'À qui',
  everybody: 'Tous les membres actifs',
  towns: 'Toutes les communes membres',
  segments: 'Segments',
  counted: (name: string, count: number | null) => (count === null ? name : `${name} (${number(count)})`),
  words: 'Un mot du club',
  wordsHint: 'Facultatif. Il vient au-dessus de la date et du lieu.',
  getIt: (n: number) =>
    plural(n, { one: '{n} membre recevra l’invitation.', other: '{n} membres recevront l’invitation.' }),
  unreachable: (n: number) =>
    plural(n, {
      one: 'Un membre ne peut pas être joint par mail : appelez-le, ou complétez sa fiche.',
      other: '{n} membres ne peuvent pas être joints par mail : appelez-les, ou complétez leur fiche.',
    }),
  names: (names: string[], total: number) =>
    total > names.length
      ? list([...names, plural(total - names.length, { one: '{n} autre', other: '{n} autres' })])
      : list(names),
  seeThem: 'Les voir dans la liste',
  onceOnly: 'Un membre déjà invité à ce rendez-vous ne reçoit rien de nouveau. Un envoi ne se rappelle pas.',
  done: (invited: number, unreachable: number) =>
    [
      plural(invited, { one: '{n} invitation part.', other: '{n} invitations partent.' }),
      unreachable > 0 &&
        plural(unreachable, { one: '{n} membre est à appeler.', other: '{n} membres sont à appeler.' }),
    ]
      .filter(Boolean)
      .join(' '),
  none: 'Personne n’est encore invité',
  noneText:
    'Choisissez un segment : chacun reçoit la date pour son agenda, et répond d’une touche. Oui, non, ou un collègue.',
  noneDraft: 'On invite une fois le rendez-vous publié.',
  each: 'Chaque membre invité, et sa réponse',
  member: 'Membre',
  address: 'Écrit à',
  answer: 'Réponse',
  answers: { yes: 'vient', no: 'ne vient pas', colleague: 'un collègue vient' },
  answeredAt: (answer: string, when: string) => `${answer} (${when})`,
  silent: 'sans réponse',
  toCall: 'à appeler',
  onItsWay: 'le message part',
  reasons: {
    no_address: 'pas d’adresse e-mail',
    bounced: 'adresse qui ne marche plus',
    objected: 'ne veut plus de message',
    archived: 'fiche archivée',
  },
  shown: (n: number) => plural(n, { one: '{n} membre invité', other: '{n} membres invités' }),
};
