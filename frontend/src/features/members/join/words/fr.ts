import { grammar } from '@/language';

const { number, plural } = grammar('fr');

export const fr = {
  form: {
    title: (club: string) => `Rejoindre ${club || 'le club'}`,
    lead: 'Communes, associations, établissements publics et entreprises : c’est gratuit, sans engagement, et cela prend deux minutes.',
    closed: 'Les demandes en ligne sont fermées pour l’instant',
    closedText: (email: string) =>
      email
        ? `Écrivez à ${email} : l’équipe vous répondra.`
        : 'Revenez plus tard, ou adressez-vous à l’équipe du club.',
    stepsLabel: 'Étapes',
    steps: { organisation: 'Organisation', person: 'Vous', last: 'Envoi' },
    headings: {
      organisation: 'Votre organisation',
      person: 'Vous',
      last: 'Pour finir',
    },
    next: 'Continuer',
    send: 'Envoyer ma demande',
    back: 'Revenir',
    needed: {
      name: 'Donnez le nom de votre organisation.',
      kind: 'Choisissez ce qu’elle est.',
      commune: 'Choisissez votre commune dans la liste.',
      given_name: 'Donnez votre prénom.',
      family_name: 'Donnez votre nom.',
      email: 'Donnez votre adresse e-mail : nous y envoyons le lien de confirmation.',
    },
    fields: {
      name: 'Nom de l’organisation',
      kind: 'C’est…',
      size: 'Taille',
      commune: 'Commune',
      street: 'Adresse (facultatif)',
      postal_code: 'Code postal (facultatif)',
      website: 'Site web (facultatif)',
      description: 'Description (facultatif)',
      siret: 'SIRET',
      siren: 'SIREN',
      rna: 'RNA',
      amalia: 'AMALIA',
      given_name: 'Prénom',
      family_name: 'Nom',
      function: 'Votre fonction (facultatif)',
      email: 'Adresse e-mail',
      phone: 'Téléphone (facultatif)',
      topics: 'Ce qui vous intéresse (facultatif)',
      message: 'Un mot à l’équipe (facultatif)',
    },
    told: {
      name: 'nom',
      kind: 'type',
      size: 'taille',
      commune: 'commune',
      street: 'adresse',
      postal_code: 'code postal',
      siret: 'SIRET',
      siren: 'SIREN',
      rna: 'RNA',
    },
    registerHint:
      'Pour ne rien recopier : votre nom, votre SIRET ou votre numéro d’association (RNA). Sinon, remplissez simplement ci-dessous.',
    sizeHint: 'Grande à partir de 50 personnes.',
    communeHint: 'Son nom ou son code postal.',
    elsewhere: 'hors du territoire du club',
    outside: (commune: string, contact: string) =>
      `${commune} n’est pas dans le territoire du club. Vous pouvez quand même envoyer votre demande : l’équipe lit chacune et vous répond, au besoin en vous indiquant un club plus proche.${contact ? ` Elle arrive chez ${contact}.` : ''}`,
    descriptionHint: 'Deux phrases suffisent.',
    numbers: 'Numéros officiels, si vous les avez',
    numbersHint: 'Aucun n’est obligatoire. Un groupe informel n’en a pas, et c’est très bien ainsi.',
    amaliaHint: 'Le numéro des associations d’Alsace et de Moselle.',
    functionHint: 'Présidente, secrétaire de mairie, gérant, bénévole…',
    emailHint:
      'Pour vous répondre, et pour vous connecter ensuite. Elle n’est jamais publiée sans votre accord.',
    topicsHint: 'Pour vous parler de ce qui vous sert.',
    charter: 'Ce que nous voulons ensemble',
    charterAgreed: 'Notre organisation se reconnaît dans ces mots',
    charterHint: 'Facultatif : on peut rejoindre le club sans s’engager.',
    newsletter: 'Je veux aussi recevoir la lettre du club par e-mail',
    newsletterHint:
      'Facultatif. Nous vous le redemandons avant la première, et chaque lettre permet d’arrêter.',
    privacy: (contact: string) =>
      `Vos réponses servent à traiter votre demande et à animer le club, une mission d’intérêt public ; seule l’équipe les lit. Une demande non confirmée est effacée après 48 heures.${contact ? ` Pour les consulter, les corriger ou les faire effacer : ${contact}.` : ''}`,
  },
  sent: {
    title: 'Regardez vos e-mails',
    lead: (email: string) => `Un message est en route vers ${email}.`,
    first: (hours: number) => `Ouvrez-le et confirmez : le lien est valable ${number(hours)} heures.`,
    second: 'L’équipe du club lit votre demande et vous répond par e-mail, en général sous quelques jours.',
    third: (club: string) =>
      `Vous recevez alors un lien pour entrer dans votre espace ${club ? `de ${club}` : ''}, sans mot de passe à inventer.`,
    outside:
      'Votre commune est hors du territoire du club : l’équipe regarde votre demande avec attention et vous dira ce qui est possible.',
    nothing:
      'Rien reçu ? Regardez dans les indésirables, puis refaites la demande : l’adresse avait peut-être une faute de frappe.',
  },
  confirm: {
    title: 'Confirmez votre demande',
    done: 'C’est confirmé, merci',
    about: (organisation: string, person: string, club: string) =>
      `${person}, vous demandez à rejoindre ${club || 'le club'} pour « ${organisation} ».`,
    newsletter: 'Recevoir aussi la lettre du club à cette adresse',
    newsletterHint: 'Facultatif ; chaque lettre permet d’arrêter.',
    confirm: 'Confirmer ma demande',
    after: (organisation: string, club: string) =>
      `La demande pour « ${organisation} » est chez l’équipe ${club ? `de ${club}` : 'du club'}. Vous recevrez sa réponse par e-mail.`,
    newsletterToo: 'La lettre du club vous parviendra dès que votre organisation sera membre.',
    noToken: 'Ce lien est incomplet. Ouvrez-le depuis le message que vous avez reçu.',
    again: 'Remplir une demande',
  },
  requests: {
    title: 'Demandes d’adhésion',
    lead: 'Elles viennent du formulaire public, une fois l’adresse e-mail confirmée. Accepter suffit : la fiche, la personne et son accès se font d’un coup.',
    which: 'Quelles demandes',
    states: { waiting: 'En attente', approved: 'Acceptées', refused: 'Refusées', replaced: 'Remplacées' },
    list: 'Demandes d’adhésion',
    shown: (shown: number, total: number) => `${number(shown)} sur ${number(total)}`,
    none: {
      waiting: 'Aucune demande en attente',
      approved: 'Aucune demande acceptée',
      refused: 'Aucune demande refusée',
      replaced: 'Aucune demande remplacée',
    },
    noneText:
      'Le formulaire public est à l’adresse /adherer de ce site : donnez-la sur votre site et dans votre lettre.',
    openForm: 'Voir le formulaire public',
    since: (when: string) => `confirmée ${when}`,
    late: 'attend depuis plus d’une semaine',
    outside: 'hors du territoire',
    newsletter: 'veut la lettre',
    charter: 'se reconnaît dans la charte',
    person: 'Personne',
    numbers: 'Numéros',
    message: 'Son mot',
    twins: (count: number) =>
      plural(count, { one: 'Une fiche lui ressemble', other: '{n} fiches lui ressemblent' }),
    as: 'À l’acceptation',
    asNew: 'Créer une nouvelle fiche',
    asKnown: (name: string) => `C’est « ${name} » : compléter sa fiche`,
    approve: 'Accepter',
    approveThis: (name: string) => `Accepter ${name}`,
    approved: (name: string) => `${name} est membre. Le message de bienvenue est parti.`,
    seeMember: 'Ouvrir la fiche',
    refuse: 'Refuser…',
    refuseThis: (name: string) => `Refuser ${name}`,
    refuseTitle: (name: string) => `Refuser la demande de « ${name} »`,
    reason: 'Ce que la personne lira',
    reasonHint: 'Un mot aimable et clair, envoyé tel quel par e-mail.',
    reuse: 'Vos derniers mots',
    doRefuse: 'Refuser et envoyer',
    refused: (name: string) => `La réponse à ${name} est partie.`,
    decided: (by: string, when: string) => `${by}, ${when}`,
    taken: (name: string) =>
      `« ${name} » porte déjà ce numéro : choisissez sa fiche ci-dessus, puis acceptez.`,
  },
};
