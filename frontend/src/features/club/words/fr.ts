import { grammar } from '@/language';

const { number, plural } = grammar('fr');

export const fr = {
  club: {
    title: 'Le club',
    lead: 'Tout ce qui distingue votre club : rien n’est écrit d’avance.',
    identity: 'Nom et couleurs',
    name: 'Nom du club',
    tagline: 'Sous-titre',
    brand: 'Couleur principale',
    spark: 'Couleur d’éclat',
    contrast: (ratio: string) => `Contraste ${ratio} pour 1`,
    contrastOk: 'lisible partout',
    contrastLow: 'trop pâle : il faut au moins 4,5 pour 1',
    contrastNone: 'Écrivez une couleur comme #0F5C43.',
    preview: 'Aperçu',
    previewButton: 'Ajouter un membre',
    rhythm: 'Le lien avec les membres',
    cadence: 'Un contact au moins tous les',
    months: (n: number) => plural(n, { one: '{n} mois', other: '{n} mois' }),
    soon: 'Prévenir combien de jours avant',
    newsletterCounts: 'La lettre compte comme un contact',
    newsletterCountsHint: 'Le contact personnel est toujours compté à part.',
    hours: 'Heures par semaine pour animer le club',
    targets: 'Objectifs de l’année',
    newsletters: 'Lettres',
    sheets: 'Fiches',
    meetings: 'Rendez-vous',
    legal: 'Adresse et mentions',
    address: 'Adresse postale',
    contact: 'Le contact des membres',
    contactLead:
      'Les membres le lisent dans leur espace : c’est à lui qu’ils signalent une erreur ou posent une question.',
    joining: 'Rejoindre le club',
    joinOpen: 'Les organisations peuvent demander à adhérer en ligne',
    joinOpenHint:
      'Par la page /adherer de ce site, sans compte. Chaque demande attend votre réponse dans « Adhésions ».',
    joinWords: 'Ce que vous leur dites',
    joinWordsHint: 'Quelques phrases au début du formulaire. Vide : une présentation toute simple.',
    charterWords: 'Ce que les membres veulent ensemble',
    charterWordsHint: 'Les mots de votre charte, montrés à la fin du formulaire. Y adhérer reste facultatif.',
    registers: 'Registres nationaux',
    lookUps: 'Remplir les fiches depuis les registres nationaux',
    lookUpsHint:
      'Recherche d’entreprises et Base Adresse Nationale. Le serveur leur envoie le nom, le numéro ou l’adresse cherchés, rien d’autre.',
    contactName: 'Personne ou service',
    contactEmail: 'E-mail',
    contactPhone: 'Téléphone',
    contactAsk: 'Une erreur, une question ?',
    contactNobody: 'Prévenez la personne qui anime le club.',
    privacy: 'Contact pour les données personnelles',
    notice: 'Mentions légales',
    timeZone: 'Fuseau horaire',
    timeZoneHint: 'Tapez le nom d’une grande ville de ce fuseau.',
    save: 'Enregistrer',
    saved: 'Les réglages du club sont enregistrés.',
    stale:
      'Quelqu’un a changé ces réglages entre-temps. Rechargez la page pour repartir de leur dernière version.',
  },
  logo: {
    title: 'Logo',
    lead: 'Il paraît en haut de chaque page et sur la page de connexion.',
    none: 'Aucun logo pour l’instant : celui de Maillage tient la place. Une image carrée convient le mieux (PNG, JPEG ou WebP, 25 Mo au plus).',
    alt: (name: string) => `Logo de ${name}`,
    choose: 'Choisir une image',
    replace: 'Remplacer',
    remove: 'Retirer',
    placed: 'Le logo est en place.',
    removed: 'Le logo est retiré.',
    noPicture: (name: string) =>
      `« ${name} » n’est pas une image. Choisissez un fichier PNG, JPEG, WebP ou GIF.`,
    tooLarge: (name: string) => `« ${name} » est trop lourd : 25 Mo au plus.`,
  },
  topics: {
    title: 'Thématiques',
    lead: 'Le vocabulaire commun aux membres, aux fiches et aux rendez-vous.',
    add: 'Ajouter',
    name: 'Nouvelle thématique',
    rename: (name: string) => `Renommer ${name}`,
    renameShort: 'Renommer',
    actions: (name: string) => `Actions pour ${name}`,
    remove: 'Retirer',
    removed: (name: string) => `« ${name} » est retirée.`,
    save: 'Enregistrer',
    empty: 'Pas encore de thématique',
    emptyText: 'Compostage, réemploi, éco-manifestations… : commencez par celles dont vos membres parlent.',
  },
  territory: {
    title: 'Territoire',
    lead: 'Choisissez vos intercommunalités, écartez les communes qui n’en sont pas. Leurs communes deviennent membres de droit.',
    summary: (communes: number, people: number) =>
      `${plural(communes, { one: '{n} commune', other: '{n} communes' })}, ${number(people)} habitants`,
    addEpci: 'Ajouter une intercommunalité',
    addEpciHint: 'Tapez son nom, ou celui d’une de ses villes.',
    communesOf: (kept: number, all: number) => `${number(kept)} sur ${number(all)} communes`,
    remove: 'Retirer',
    choose: 'Choisir les communes',
    addCommune: 'Ajouter une commune seule',
    alone: 'Communes seules',
    habitants: (n: number) => plural(n, { one: '{n} habitant', other: '{n} habitants' }),
    save: 'Voir ce qui changera',
    nothing: 'Aucun changement',
    previewTitle: 'Ce qui changera',
    apply: (entering: number, leaving: number) =>
      entering + leaving === 0
        ? 'Enregistrer'
        : leaving === 0
          ? plural(entering, { one: 'Faire entrer {n} commune', other: 'Faire entrer {n} communes' })
          : entering === 0
            ? plural(leaving, { one: 'Faire sortir {n} commune', other: 'Faire sortir {n} communes' })
            : `Faire entrer ${number(entering)} et sortir ${number(leaving)} communes`,
    nobodyMoves: 'Les communes restent les mêmes : aucune n’entre, aucune ne sort.',
    entering: (n: number) => plural(n, { one: '{n} commune entre', other: '{n} communes entrent' }),
    records: (known: number, created: number) =>
      [
        known > 0 &&
          plural(known, {
            one: 'Une a déjà une fiche : elle devient membre de droit.',
            other: '{n} ont déjà une fiche : elles deviennent membres de droit.',
          }),
        created > 0 &&
          plural(created, {
            one: 'Une fiche de membre de droit est créée.',
            other: '{n} fiches de membres de droit sont créées.',
          }),
      ]
        .filter(Boolean)
        .join(' '),
    leaving: (n: number) => plural(n, { one: '{n} commune sort', other: '{n} communes sortent' }),
    leavingText: 'Leur fiche reste avec tout son suivi, au statut « Parti » : rien n’est effacé.',
    saved: (added: number, removed: number) =>
      `Territoire enregistré : ${
        added + removed === 0
          ? 'les communes restent les mêmes'
          : [
              added > 0 && plural(added, { one: '{n} commune entre', other: '{n} communes entrent' }),
              removed > 0 && plural(removed, { one: '{n} commune sort', other: '{n} communes sortent' }),
            ]
              .filter(Boolean)
              .join(', ')
      }.`,
    on: 'À la date du',
    empty: 'Où agit votre club ?',
    emptyText: 'Une intercommunalité suffit pour commencer ; vous pourrez changer plus tard.',
    list: 'Communes du territoire',
  },
};
