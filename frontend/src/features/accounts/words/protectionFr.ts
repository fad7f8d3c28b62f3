import { grammar } from '@/language';

const { plural } = grammar('fr');

export const protectionFr = {
  devices: {
    on: (browser: string, system: string) => `${browser} sur ${system}`,
    seen: (since: string, at: string) => `Connecté le ${since}, vu pour la dernière fois le ${at}`,
    endOthers: 'Déconnecter tous les autres',
    othersEnded: 'Tous les autres appareils sont déconnectés.',
    onlyHere: 'Vous n’êtes connecté nulle part ailleurs.',
  },
  email: {
    title: 'Adresse e-mail',
    text: 'Elle sert à vous connecter et à recevoir nos messages.',
    change: 'Changer d’adresse',
    changeText:
      'Un lien part vers la nouvelle adresse. Tant que vous ne l’avez pas ouvert, rien ne change ; l’adresse actuelle est prévenue.',
    next: 'Nouvelle adresse e-mail',
    send: 'Envoyer le lien',
    sent: (email: string) => `Un message part vers ${email}.`,
    pending: (email: string, until: string) =>
      `${email} attend d’être confirmée : ouvrez le lien reçu à cette adresse, valable jusqu’au ${until}.`,
    again: 'Renvoyer le lien',
    callOff: 'Annuler la demande',
    calledOff: 'La demande est annulée : votre adresse reste la même.',
    confirmTitle: 'Votre nouvelle adresse',
    confirmLead: 'Encore un geste : confirmez qu’elle est bien à vous.',
    confirm: 'Confirmer cette adresse',
    confirmed: (email: string) => `C’est fait : vous vous connectez désormais avec ${email}.`,
    confirmedText: 'L’ancienne adresse n’ouvre plus votre compte.',
    toAccount: 'Aller à mon compte',
  },
  factor: {
    left: (n: number) =>
      n === 0
        ? 'Il ne vous reste aucun code de secours.'
        : plural(n, {
            one: 'Il vous reste {n} code de secours.',
            other: 'Il vous reste {n} codes de secours.',
          }),
    fewLeft: 'Créez-en de nouveaux avant d’en manquer.',
    required: 'Votre club la demande à toute l’équipe.',
    requiredSoon:
      'Votre club la demande à toute l’équipe : sans elle, votre prochaine connexion s’arrêtera à sa mise en place.',
    replace: 'Changer d’application',
    replaceText:
      'Nouveau téléphone ? Faites lire la nouvelle image : l’ancienne application compte jusqu’à la fin.',
    renew: 'Nouveaux codes de secours',
    renewText: 'Les codes que vous avez gardés ne vaudront plus rien.',
    renewTitle: 'Vos nouveaux codes de secours',
    renewed: (n: number) => `Gardez ces ${n} codes à la place des anciens : chacun sert une fois.`,
    print: 'Imprimer',
    printTitle: (email: string) => `Codes de secours de ${email}`,
  },
  due: {
    title: 'Une étape de plus',
    lead: 'Votre club demande la connexion en deux étapes à toute son équipe. Deux minutes suffisent, une fois pour toutes.',
    needed:
      'Il vous faut une application de codes sur votre téléphone (Aegis, FreeOTP, 2FAS…). Redonnez d’abord votre mot de passe.',
    begin: 'Commencer',
    leave: 'Me déconnecter',
    noPassword: 'Pas encore de mot de passe ? En choisir un',
    enter: 'Je les ai gardés : entrer',
    step: (n: number) => `Étape ${n} sur 3`,
  },
  team: {
    title: 'Connexion en deux étapes de l’équipe',
    text: 'En plus du mot de passe, un code donné par le téléphone. Demandée, elle vaut pour toute personne qui a un rôle dans le club ; les organisations membres et les clés d’API ne sont pas concernées.',
    on: 'demandée',
    off: 'au choix de chacun',
    demand: 'La demander à toute l’équipe',
    stop: 'Ne plus la demander',
    demanded: 'Demandée : qui ne l’a pas encore la mettra en place à sa prochaine connexion.',
    stopped: 'Chacun choisit de nouveau.',
    missing: (n: number, total: number) =>
      n === 0
        ? `Toute l’équipe l’a déjà : ${total} sur ${total}.`
        : `${plural(n, { one: '{n} personne', other: '{n} personnes' })} sur ${total} ne l’${n > 1 ? 'ont' : 'a'} pas encore.`,
    see: 'Les voir',
  },
  list: {
    filters: 'Quels comptes',
    all: 'Tous',
    invited: 'Invités',
    disabled: 'Désactivés',
    without: 'Équipe sans deux étapes',
    until: (day: string) => `invitation valable jusqu’au ${day}`,
    expired: (day: string) => `invitation expirée le ${day}`,
    void: 'invitation à renvoyer',
    withdraw: 'Retirer l’invitation',
    withdrawn: (name: string) => `L’invitation de ${name} est retirée : son lien n’ouvre plus rien.`,
    withdrawnStatus: 'invitation retirée',
    twoSteps: 'deux étapes',
    oneStep: 'sans deux étapes',
    noneInvited: 'Personne n’est attendu',
    noneInvitedText: 'Toutes les invitations ont été acceptées ou retirées.',
  },
};
