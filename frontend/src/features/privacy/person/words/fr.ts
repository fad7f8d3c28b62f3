import { grammar } from '@/language';

const { number, plural } = grammar('fr');

export const fr = {
  title: (name: string) => `Données personnelles : ${name}`,
  told: {
    where: 'D’où viennent ses données',
    whereText:
      'L’origine, la base légale et le jour où la personne l’a su se notent avec sa fonction, dans la fiche de l’organisation.',
    nowhere: 'Cette personne n’agit dans aucune organisation.',
    source: 'Origine',
    basis: 'Base légale',
    informed: 'Informée le',
    notInformed: 'pas encore informée',
    notInformedText:
      'Elle doit savoir, au plus tard un mois après, que ses données sont ici et d’où elles viennent.',
    ended: (day: string) => `fonction terminée le ${day}`,
    said: 'Ce qu’elle a dit',
    nothingSaid: 'Rien n’est noté.',
    files: 'Son dossier',
    filesText: 'Tout ce que le club sait d’elle, envoyé à une adresse qui est la sienne.',
    note: 'Noter ce qu’elle dit',
    send: 'Envoyer son dossier',
    erase: 'Effacer cette personne',
    erasing: 'Effacer',
    erasingText:
      'À sa demande, ou quand plus rien ne justifie de la garder. Vous verrez d’abord ce qui part.',
  },
  purposes: {
    messages: 'Messages du club',
    directory: 'Être montrée dans l’annuaire public',
    photo: 'Une photo d’elle',
  },
  actions: {
    given: 'd’accord',
    refused: 'pas d’accord',
    withdrawn: 'retire son accord',
    objected: 's’y oppose',
  },
  event: (purpose: string, action: string) => `${purpose} : ${action}`,
  ways: {
    phone: 'Au téléphone',
    email: 'Par e-mail',
    meeting: 'De vive voix',
    paper: 'Par courrier',
    form: 'Par un formulaire',
    link: 'Par un lien',
    import: 'Dans un fichier importé',
    other: 'Autrement',
  },
  notedBy: (who: string) => `noté par ${who}`,
  read: (text: string) => `Ce qu’elle avait lu : « ${text} »`,
  consent: {
    title: (name: string) => `Ce que dit ${name}`,
    purpose: 'À propos de quoi',
    action: 'Ce qu’elle dit',
    hint: 'Une opposition aux messages vaut aussitôt, partout où ses adresses servent. Seul un accord clair la lève.',
    on: 'Quel jour',
    way: 'Par quel moyen',
    email: 'Pour quelle adresse',
    allEmails: 'Toutes les siennes',
    origin: 'À quelle occasion',
    originHint: 'Par exemple : appel du 20 novembre.',
    final: 'Ce qui est noté ne change plus : si elle dit autre chose plus tard, notez-le à la suite.',
    submit: 'Noter',
    done: 'C’est noté.',
  },
  file: {
    title: (name: string) => `Envoyer son dossier à ${name}`,
    text: 'Un fichier est préparé avec tout ce que le club sait d’elle. Elle reçoit un lien, valable sept jours, que personne de l’équipe ne peut ouvrir.',
    email: 'À quelle adresse',
    usual: 'Son adresse habituelle',
    usualHint: 'Celle de son compte, sinon une que personne d’autre ne lit.',
    submit: 'Préparer et envoyer',
    done: 'Le dossier se prépare : le lien part dans un instant.',
    being: (email: string) => `En préparation pour ${email}`,
    sent: (email: string) => `Lien envoyé à ${email}`,
    madeAt: (at: string) => `parti le ${at}`,
    until: (at: string) => `valable jusqu’au ${at}`,
    fetched: (at: string) => `téléchargé le ${at}`,
    notFetched: 'pas encore téléchargé',
    askedBy: (who: string, at: string) => `Demandé par ${who}, ${at}`,
  },
  erase: {
    title: (name: string) => `Effacer ${name} ?`,
    fates: {
      goes: 'Ce qui est supprimé',
      blanked: 'Ce qui reste, sans elle',
      stays: 'Ce qui reste',
    },
    texts:
      'Ensuite, chaque texte et chaque fichier importé est relu : son nom, ses adresses et ses numéros en sont retirés.',
    nothing: 'Rien n’est tenu à son nom, en dehors de son identité.',
    things: (title: string, n: number) => `${title} (${number(n)})`,
    keepOut: 'Garder une empreinte de ses adresses',
    keepOutHint:
      'Elle ne dit pas qui c’était ; elle évite de lui écrire ou de la reprendre d’un fichier. D’une personne qui s’est opposée, elle est gardée de toute façon.',
    never: 'Rien ne permet de revenir en arrière.',
    confirm: (words: string) => `Pour confirmer, écrivez : ${words}`,
    word: 'effacer',
    mismatch: 'Écrivez-le comme ci-dessus.',
    submit: 'Effacer définitivement',
    changed:
      'Cette personne a changé entre-temps. Voici ce qui serait fait maintenant : relisez, puis confirmez.',
  },
  erased: {
    title: 'Effacement',
    running: 'Ses données sont supprimées. Les textes et les fichiers sont relus.',
    runningText: 'Vous pouvez fermer : le travail continue sans vous.',
    done: 'C’est fait : cette personne est effacée.',
    texts: (n: number) =>
      plural(n, {
        one: '{n} texte la nommait : c’est retiré.',
        other: '{n} textes la nommaient : c’est retiré.',
      }),
    files: (n: number) => plural(n, { one: '{n} fichier aussi.', other: '{n} fichiers aussi.' }),
    noText: 'Aucun texte ne la nommait.',
    pictures:
      'Vérifiez les images et documents de ses organisations : le programme ne lit pas ce qu’ils montrent.',
    close: 'Fermer',
  },
};
