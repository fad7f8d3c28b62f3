import { grammar } from '@/language';

const { plural } = grammar('fr');

export const fr = {
  more: 'Autres actions',
  publish: 'Publier',
  publishTitle: 'Publier ce rendez-vous ?',
  publishMembers:
    'Les membres le voient dans leur espace et peuvent s’inscrire. Personne ne reçoit encore de message.',
  publishPublic:
    'Il paraît dans l’agenda public, et chacun peut s’inscrire. Personne ne reçoit encore de message.',
  published: 'Le rendez-vous est publié : invitez maintenant.',
  door: 'Accueil',
  invite: 'Inviter',
  close: 'Clore',
  publicPage: 'Voir la page publique',
  papers: 'À imprimer (PDF)',
  paper: {
    sign_in: 'Feuille d’émargement',
    door: 'Affiche d’accueil avec son code',
    badges: 'Badges',
    certificates: 'Attestations de présence',
  },
  copy: 'Copier à une autre date',
  copyTitle: 'Copier ce rendez-vous',
  copyText: 'Programme, lieu, questions et documents sont repris dans un brouillon. Personne n’est inscrit.',
  copyStarts: 'Début du nouveau rendez-vous',
  doCopy: 'Copier',
  copied: 'Voici le brouillon : relisez-le, puis publiez-le.',
  series: 'En faire une série',
  seriesTitle: 'En faire une série',
  seriesText: 'Chaque reprise devient un brouillon à la même heure, que vous relisez avant de le publier.',
  every: 'Revient',
  rhythms: { week: 'chaque semaine', month: 'chaque mois' },
  times: 'Combien de fois encore',
  doRepeat: 'Créer les brouillons',
  repeated: (n: number) => plural(n, { one: '{n} brouillon est prêt.', other: '{n} brouillons sont prêts.' }),
  seeDrafts: 'Les voir',
  cancel: 'Annuler le rendez-vous',
  cancelTitle: 'Annuler ce rendez-vous ?',
  cancelText: (n: number) =>
    n === 0
      ? 'Les personnes invitées sont prévenues, leur agenda aussi. Un rendez-vous annulé ne se rétablit pas.'
      : plural(n, {
          one: 'La personne inscrite et celles qui sont invitées sont prévenues, leur agenda aussi. Un rendez-vous annulé ne se rétablit pas.',
          other:
            'Les {n} personnes inscrites ou en attente et celles qui sont invitées sont prévenues, leur agenda aussi. Un rendez-vous annulé ne se rétablit pas.',
        }),
  cancelWords: 'Pourquoi',
  cancelWordsHint: 'Facultatif. Ces mots sont dans le message.',
  doCancel: 'Annuler et prévenir',
  cancelled: 'Le rendez-vous est annulé ; les messages partent.',
  discard: 'Supprimer le brouillon',
  discardTitle: 'Supprimer ce brouillon ?',
  discardText: 'Ce que vous avez écrit est perdu. Personne n’en a rien reçu.',
  discarded: 'Brouillon supprimé.',
};
