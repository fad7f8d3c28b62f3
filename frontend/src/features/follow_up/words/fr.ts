import { grammar } from '@/language';

const { number, plural } = grammar('fr');

export const fr = {
  channels: {
    call: 'Appel',
    visit: 'Visite',
    meeting: 'Réunion',
    email: 'E-mail',
    event: 'Rendez-vous',
    paper_letter: 'Courrier',
    request: 'Demande',
    profile: 'Fiche confirmée',
    newsletter: 'Lettre',
  },
  outcomes: {
    reached: 'Joint',
    no_answer: 'Pas de réponse',
    call_back: 'À rappeler',
    wrong_number: 'Faux numéro',
  },
  /** Where a means has words of its own for what came of it. */
  outcomesBy: {
    visit: { reached: 'Rencontré', no_answer: 'Personne sur place' },
    meeting: { reached: 'Présent', no_answer: 'Absent' },
  },
  directions: { outbound: 'À notre initiative', inbound: 'À la sienne' },
  week: {
    name: 'Cette semaine',
    greeting: (name: string, due: number) =>
      due === 0
        ? `Bonjour ${name}, personne ne vous attend.`
        : plural(due, {
            one: `Bonjour ${name}, un membre attend de vos nouvelles.`,
            other: `Bonjour ${name}, {n} membres attendent de vos nouvelles.`,
          }),
    stands: (name: string, due: number) =>
      due === 0
        ? `Bonjour ${name}, tous les membres ont eu des nouvelles du club.`
        : plural(due, {
            one: `Bonjour ${name}, un membre attend des nouvelles du club.`,
            other: `Bonjour ${name}, {n} membres attendent des nouvelles du club.`,
          }),
    teamDoes: 'L’équipe qui anime le club les contacte.',
    lead: (day: string) => `Nous sommes ${day}.`,
    minutes: (n: number) =>
      `Comptez ${plural(n, { one: '{n} minute', other: '{n} minutes' })} pour les cinq premiers.`,
    figures: 'Où en est le lien avec les membres',
    ok: (of: number) => `à jour, sur ${plural(of, { one: '{n} membre actif', other: '{n} membres actifs' })}`,
    soon: 'à recontacter dans les 30 jours',
    overdue: 'à relancer : le délai est passé',
    never: 'jamais joints',
    unreachable: (n: number) =>
      plural(n, {
        one: 'Un membre n’a pas d’adresse e-mail qui marche : le téléphone ou le courrier reste le seul lien.',
        other:
          '{n} membres n’ont pas d’adresse e-mail qui marche : le téléphone ou le courrier reste le seul lien.',
      }),
    kept: (share: string) => `${share} du club est en lien`,
    keptText: (kept: number, active: number) =>
      `${plural(kept, { one: '{n} membre actif', other: '{n} membres actifs' })} sur ${number(active)} ${kept < 2 ? 'a' : 'ont'} eu de vos nouvelles à temps. Une maille, un membre ; les dorées arrivent à échéance.`,
    title: 'À faire cette semaine',
    titleRead: 'Qui attend des nouvelles',
    chips: 'Qui montrer',
    late: 'En attente',
    overdueChip: 'À relancer',
    neverChip: 'Jamais joints',
    soonChip: 'Bientôt dus',
    postponedChip: 'Reportés',
    empty: 'Tout le monde a eu de vos nouvelles',
    emptyText: 'Aucun membre n’attend. C’est le bon moment pour une visite ou une fiche.',
    emptySoon: 'Voir qui vient bientôt',
    fresh: 'Un carnet tout neuf',
    freshText: 'Importez vos membres : Maillage dira ensuite qui attend de vos nouvelles.',
    welcome: (name: string) => (name ? `Bienvenue, ${name}.` : 'Bienvenue.'),
    freshAdmin:
      'Donnez au club son nom, choisissez son territoire : ses communes deviennent membres de droit. Importez ensuite votre tableur, et Maillage dira qui attend de vos nouvelles.',
    freshClub: 'Nommer le club',
    freshTerritory: 'Choisir le territoire',
    freshAction: 'Importer un fichier',
    shown: (shown: number) => plural(shown, { one: '{n} membre affiché', other: '{n} membres affichés' }),
  },
  due: {
    tried: (outcome: string, when: string) => `${when} : ${outcome}`,
    since: (ago: string) => `Dernier contact ${ago}`,
    due: (ago: string) => `échéance ${ago}`,
    call: (phone: string) => `Appeler le ${phone}`,
    noPhone: 'Pas de téléphone',
    aNumber: 'Trouver un numéro',
    otherNumber: 'Trouver un autre numéro',
    noteOther: 'Noter un contact',
    noAddress: 'pas d’e-mail',
    bounced: 'e-mail en erreur',
    outcome: (name: string) => `Résultat de l’appel à ${name}`,
    more: 'Autre',
    postpone: 'Reporter',
    postponedUntil: (day: string) => `reporté au ${day}`,
    resume: 'Reprendre maintenant',
    resumed: (name: string) => `${name} est de nouveau à relancer.`,
    note: 'Noter en détail',
    logged: (name: string, outcome: string) => `${name} : ${outcome}, noté.`,
    undone: 'Annulé : rien n’est noté.',
    last: 'Derniers échanges',
  },
  postpone: {
    title: (name: string) => `Reporter ${name}`,
    until: 'Y revenir le',
    week: 'Dans une semaine',
    month: 'Dans un mois',
    quarter: 'Dans trois mois',
    reason: 'Pourquoi',
    reasonHint: 'Un mot suffit : « en congé », « après les élections ».',
    submit: 'Reporter',
    done: (name: string, day: string) => `${name} reviendra le ${day}.`,
  },
  log: {
    title: 'Noter un contact',
    who: 'Avec qui ?',
    whoHint: 'Une réunion peut en concerner plusieurs.',
    remove: (name: string) => `Retirer ${name}`,
    channel: 'Par quel moyen ?',
    outcome: 'Avec quel résultat ?',
    direction: 'À l’initiative de',
    on: 'Quel jour ?',
    today: 'Aujourd’hui',
    yesterday: 'Hier',
    summary: 'En quelques mots',
    summaryHint: 'Ce qu’il faudra se rappeler la prochaine fois.',
    submit: 'Noter',
    editTitle: 'Modifier ce contact',
    save: 'Enregistrer',
    saved: 'Contact modifié.',
    nobody: 'Choisissez au moins un membre.',
    done: (n: number, name: string) =>
      n === 1 ? `Contact noté avec ${name}.` : `Contact noté avec ${number(n)} membres.`,
    enter: 'Entrée enregistre, 1 à 4 choisissent le moyen',
    shortcut: 'noter un contact',
  },
  timeline: {
    title: 'Échanges',
    add: 'Noter un contact',
    empty: 'Aucun échange pour l’instant',
    emptyText: 'Appels, visites, réunions et lettres s’écriront ici, du plus récent au plus ancien.',
    with: (names: string) => `avec ${names}`,
    others: (n: number) => plural(n, { one: 'et un autre membre', other: 'et {n} autres membres' }),
    edit: 'Modifier',
    remove: 'Retirer',
    removed: 'Échange retiré.',
    by: (who: string) => `noté par ${who}`,
    inbound: 'à son initiative',
    shown: (n: number) => plural(n, { one: '{n} échange', other: '{n} échanges' }),
  },
};
