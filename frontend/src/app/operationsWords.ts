/** How the instance goes: the words of Réglages, Fonctionnement. Each kind of job and of mail has its name here. */
import { defineWords, grammar } from '@/language';

const fr = grammar('fr');
const en = grammar('en');

export const operationsWords = defineWords(
  {
    title: 'Fonctionnement',
    well: 'Tout fonctionne.',
    look: (n: number) =>
      fr.plural(n, {
        one: 'Maillage fonctionne. Un point à regarder.',
        other: 'Maillage fonctionne. {n} points à regarder.',
      }),
    wrong: (n: number) =>
      fr.plural(n, { one: 'Un point est à réparer.', other: '{n} points sont à réparer.' }),
    waiting: (n: number) =>
      n === 0
        ? 'Aucun message n’attend.'
        : fr.plural(n, { one: 'Un message attend.', other: '{n} messages attendent.' }),
    refreshed: (at: string) => `Regardé à ${at} ; la page se met à jour d’elle-même.`,
    marks: { well: 'en ordre', look: 'à regarder', wrong: 'à réparer' },
    allParts: 'Tout ce qui a été regardé',
    workers: {
      title: 'Qui travaille',
      none: 'Aucun processus ne fait les tâches.',
      alive: 'au travail',
      gone: 'disparu',
      process: (number: number, version: string) => `processus ${number}, version ${version}`,
      since: (at: string) => `depuis le ${at}`,
      seen: (at: string) => `vu pour la dernière fois le ${at}`,
    },
    schedules: {
      title: 'Ce qui revient',
      never: 'pas encore fait',
      inactive: 'rien à faire : l’installation ne nomme pas de dossier où les garder',
      next: (at: string) => `prochain passage le ${at}`,
      last: { done: 'fait', failed: 'échoué', dead: 'abandonné', waiting: 'en attente', running: 'en cours' },
      every: (seconds: number) => {
        if (seconds < 3600)
          return fr.plural(seconds / 60, { one: 'chaque minute', other: 'toutes les {n} minutes' });
        if (seconds < 86400)
          return fr.plural(seconds / 3600, { one: 'chaque heure', other: 'toutes les {n} heures' });
        return fr.plural(seconds / 86400, { one: 'chaque jour', other: 'tous les {n} jours' });
      },
    },
    jobs: {
      title: 'Tâches',
      lead: 'Ce que Maillage fait de lui-même après vous avoir répondu.',
      filter: 'Quelles tâches',
      states: {
        dead: 'Abandonnées',
        failed: 'En échec',
        waiting: 'En attente',
        running: 'En cours',
        done: 'Faites',
      },
      state: {
        dead: 'abandonnée',
        failed: 'sera retentée',
        waiting: 'en attente',
        running: 'en cours',
        done: 'faite',
      },
      empty: {
        dead: 'Aucune tâche abandonnée',
        failed: 'Aucune tâche en échec',
        waiting: 'Aucune tâche en attente',
        running: 'Aucune tâche en cours',
        done: 'Aucune tâche faite',
      },
      emptyText:
        'Quand une tâche échoue, Maillage la retente de lui-même ; après huit essais, il vous la laisse ici.',
      kind: 'Tâche',
      why: 'Raison',
      when: 'Date',
      tries: (n: number, of: number) => `essai ${n} sur ${of}`,
      retryAt: (at: string) => `nouvel essai le ${at}`,
      cause: 'Dans les mots du système',
      retry: 'Relancer',
      retried: 'La tâche repart.',
      drop: 'Supprimer',
      dropTitle: 'Supprimer cette tâche ?',
      dropText: (name: string) =>
        `« ${name} » ne sera jamais fait. On ne peut pas revenir en arrière ; le journal garde qu’elle a existé.`,
      dropped: 'Tâche supprimée.',
      actions: 'Actions',
      shown: (n: number) => fr.plural(n, { one: '{n} tâche', other: '{n} tâches' }),
      about: { import: 'Voir l’import', member: 'Voir le membre', delivery: 'Voir le message' } as Record<
        string,
        string
      >,
      kinds: {
        'mail.send': 'Envoi des messages',
        'house.sweep': 'Ménage des tâches faites et des essais de connexion',
        'house.sweep_files': 'Ménage des fichiers',
        'house.backup': 'Sauvegarde de la nuit',
        'accounts.send_link': 'Envoi d’un lien de connexion',
        'accounts.sweep': 'Ménage des sessions',
        'follow_up.recompute': 'Calcul des contacts dus',
        'follow_up.attest_join': 'Contact noté d’une adhésion',
        'follow_up.attest_profile': 'Contact noté d’une fiche tenue à jour',
        'campaigns.send': 'Envoi d’une campagne',
        'campaigns.sweep_links': 'Ménage des liens de campagne',
        'directory.fetch_outlines': 'Récupération des contours des communes',
        'directory.sweep_reports': 'Ménage des signalements',
        'imports.read': 'Lecture d’un fichier importé',
        'imports.commit': 'Enregistrement d’un import',
        'imports.undo': 'Annulation d’un import',
        'privacy.make_file': 'Préparation du fichier d’une personne',
        'privacy.take_out_of_texts': 'Effacement d’une personne dans les textes',
        'privacy.erase_again': 'Effacement refait après une restauration',
        'privacy.retain': 'Application des durées de conservation',
        'privacy.retain_nightly': 'Durées de conservation, chaque nuit',
        'privacy.sweep_files': 'Ménage des fichiers de personnes',
        'members.follow_topic': 'Report d’une thématique sur les membres',
        'members.follow_territory': 'Report du territoire sur les membres',
        'members.settle_ended_contacts': 'Fin des fonctions échues',
        'members.mark_bounced': 'Marquage d’une adresse refusée',
        'members.sweep_join_requests': 'Ménage des demandes d’adhésion',
        'members.tell_decision': 'Réponse à un changement proposé',
      } as Record<string, string>,
    },
    mails: {
      title: 'Courriers',
      lead: 'Sans serveur d’envoi, les messages sont gardés ici au lieu de partir.',
      filter: 'Quels messages',
      chips: {
        all: 'Tous',
        failed: 'Échoués',
        queued: 'En attente',
        uncertain: 'Incertains',
        suppressed: 'Retenus',
        kept: 'Gardés',
        sent: 'Envoyés',
      },
      states: {
        kept: 'gardé',
        queued: 'en attente',
        sent: 'envoyé',
        failed: 'échoué',
        uncertain: 'incertain',
        suppressed: 'retenu',
      },
      search: 'Adresse, nom ou objet',
      purpose: 'Pour quoi',
      everything: 'Tout',
      purposes: {
        invitation: 'Invitation',
        sign_in_link: 'Lien de connexion',
        password_reset: 'Nouveau mot de passe',
        password_changed: 'Mot de passe changé',
        email_change: 'Confirmation d’une adresse',
        email_change_asked: 'Changement d’adresse demandé',
        email_changed: 'Adresse changée',
        email_taken: 'Adresse déjà prise',
        second_factor_changed: 'Connexion en deux étapes',
        join_proof: 'Adresse à confirmer pour adhérer',
        join_waiting: 'Demande d’adhésion à examiner',
        join_approved: 'Adhésion acceptée',
        join_refused: 'Adhésion refusée',
        colleague_added: 'Accès donné par un collègue',
        proposal_decided: 'Changement proposé : la décision',
        campaign: 'C’est toujours exact ?',
        person_file: 'Fichier de données personnelles',
      } as Record<string, string>,
      empty: 'Aucun message',
      emptyText: 'Invitations, liens de connexion et lettres s’écriront ici.',
      none: 'Aucun message ne correspond',
      clear: 'Tout montrer',
      to: 'À',
      subject: 'Objet',
      state: 'État',
      when: 'Date',
      why: 'Raison',
      answer: 'Réponse du serveur',
      tries: (n: number) => fr.plural(n, { one: '{n} essai', other: '{n} essais' }),
      retryAt: (at: string) => `nouvel essai le ${at}`,
      hidden:
        'Ce message ouvre un compte : son contenu ne se montre pas, et il est effacé une fois son chemin fini.',
      content: (subject: string) => `Contenu du message « ${subject} »`,
      shown: (n: number) => fr.plural(n, { one: '{n} message', other: '{n} messages' }),
      list: 'Messages',
      copyLink: 'Copier le lien',
      linkCopied: 'Lien copié : collez-le où vous voulez.',
      retry: 'Relancer',
      retried: 'Le message repart.',
      retryAll: 'Tout relancer',
      retriedAll: (retried: number, left: number) =>
        [
          retried === 0
            ? 'Aucun message ne peut repartir.'
            : fr.plural(retried, { one: 'Un message repart.', other: '{n} messages repartent.' }),
          left === 0
            ? ''
            : fr.plural(left, {
                one: 'Un reste : ouvrez-le pour voir pourquoi.',
                other: '{n} restent : ouvrez-les pour voir pourquoi.',
              }),
        ]
          .filter(Boolean)
          .join(' '),
      relay: 'Régler le serveur d’envoi',
      unsureTitle: 'L’envoyer une seconde fois ?',
      unsureText: 'Il est peut-être déjà arrivé. Demandez d’abord à la personne si elle l’a reçu.',
    },
  },
  {
    title: 'Operations',
    well: 'Everything works.',
    look: (n) =>
      en.plural(n, {
        one: 'Maillage works. One thing to look at.',
        other: 'Maillage works. {n} things to look at.',
      }),
    wrong: (n) => en.plural(n, { one: 'One thing is to be mended.', other: '{n} things are to be mended.' }),
    waiting: (n) =>
      n === 0
        ? 'No message waits.'
        : en.plural(n, { one: 'One message waits.', other: '{n} messages wait.' }),
    refreshed: (at) => `Looked at ${at}; the page refreshes by itself.`,
    marks: { well: 'well', look: 'to look at', wrong: 'to mend' },
    allParts: 'All that was looked at',
    workers: {
      title: 'Who works',
      none: 'No process does the jobs.',
      alive: 'at work',
      gone: 'gone',
      process: (number, version) => `process ${number}, version ${version}`,
      since: (at) => `since ${at}`,
      seen: (at) => `last seen ${at}`,
    },
    schedules: {
      title: 'What recurs',
      never: 'not done yet',
      inactive: 'nothing to do: the installation names no folder to keep them in',
      next: (at) => `next on ${at}`,
      last: { done: 'done', failed: 'failed', dead: 'given up', waiting: 'waiting', running: 'being done' },
      every: (seconds) => {
        if (seconds < 3600)
          return en.plural(seconds / 60, { one: 'every minute', other: 'every {n} minutes' });
        if (seconds < 86400)
          return en.plural(seconds / 3600, { one: 'every hour', other: 'every {n} hours' });
        return en.plural(seconds / 86400, { one: 'every day', other: 'every {n} days' });
      },
    },
    jobs: {
      title: 'Jobs',
      lead: 'What Maillage does by itself after it has answered you.',
      filter: 'Which jobs',
      states: {
        dead: 'Given up',
        failed: 'Failing',
        waiting: 'Waiting',
        running: 'Being done',
        done: 'Done',
      },
      state: {
        dead: 'given up',
        failed: 'will be tried again',
        waiting: 'waiting',
        running: 'being done',
        done: 'done',
      },
      empty: {
        dead: 'No job was given up',
        failed: 'No job is failing',
        waiting: 'No job waits',
        running: 'No job is being done',
        done: 'No job was done',
      },
      emptyText:
        'When a job fails, Maillage tries again by itself; after eight tries it leaves it to you here.',
      kind: 'Job',
      why: 'Reason',
      when: 'Date',
      tries: (n, of) => `try ${n} of ${of}`,
      retryAt: (at) => `tried again ${at}`,
      cause: 'In the system’s words',
      retry: 'Try again',
      retried: 'The job is on its way again.',
      drop: 'Drop',
      dropTitle: 'Drop this job?',
      dropText: (name) =>
        `“${name}” will never be done. This can’t be undone; the journal keeps that it existed.`,
      dropped: 'Job dropped.',
      actions: 'Actions',
      shown: (n) => en.plural(n, { one: '{n} job', other: '{n} jobs' }),
      about: { import: 'See the import', member: 'See the member', delivery: 'See the message' },
      kinds: {
        'mail.send': 'Sending messages',
        'house.sweep': 'Tidying up jobs done and attempts to sign in',
        'house.sweep_files': 'Tidying up files',
        'house.backup': 'Nightly backup',
        'accounts.send_link': 'Sending a sign-in link',
        'accounts.sweep': 'Tidying up sessions',
        'follow_up.recompute': 'Working out which contacts are due',
        'follow_up.attest_join': 'Noting the contact of a joining',
        'follow_up.attest_profile': 'Noting the contact of a record kept right',
        'campaigns.send': 'Sending of a campaign',
        'campaigns.sweep_links': 'Tidying up links of campaigns',
        'directory.fetch_outlines': 'Fetching the outlines of communes',
        'directory.sweep_reports': 'Tidying up reports of errors',
        'imports.read': 'Reading an imported file',
        'imports.commit': 'Saving an import',
        'imports.undo': 'Undoing an import',
        'privacy.make_file': 'Making a person’s file',
        'privacy.take_out_of_texts': 'Taking a person out of texts',
        'privacy.erase_again': 'Erasure done again after a restore',
        'privacy.retain': 'Seeing to retention',
        'privacy.retain_nightly': 'Retention, every night',
        'privacy.sweep_files': 'Tidying up people’s files',
        'members.follow_topic': 'Carrying a topic over to members',
        'members.follow_territory': 'Carrying the territory over to members',
        'members.settle_ended_contacts': 'Ending functions that are over',
        'members.mark_bounced': 'Marking an address that was refused',
        'members.sweep_join_requests': 'Tidying up requests to join',
        'members.tell_decision': 'Answering a proposed change',
      },
    },
    mails: {
      title: 'Mail',
      lead: 'Without a mail server, messages are kept here instead of leaving.',
      filter: 'Which messages',
      chips: {
        all: 'All',
        failed: 'Failed',
        queued: 'Waiting',
        uncertain: 'Uncertain',
        suppressed: 'Held back',
        kept: 'Kept',
        sent: 'Sent',
      },
      states: {
        kept: 'kept',
        queued: 'waiting',
        sent: 'sent',
        failed: 'failed',
        uncertain: 'uncertain',
        suppressed: 'held back',
      },
      search: 'Address, name or subject',
      purpose: 'What for',
      everything: 'Everything',
      purposes: {
        invitation: 'Invitation',
        sign_in_link: 'Sign-in link',
        password_reset: 'New password',
        password_changed: 'Password changed',
        email_change: 'Confirmation of an address',
        email_change_asked: 'Change of address asked',
        email_changed: 'Address changed',
        email_taken: 'Address already taken',
        second_factor_changed: 'Sign-in in two steps',
        join_proof: 'Address to confirm for joining',
        join_waiting: 'Request to join, to look at',
        join_approved: 'Request to join accepted',
        join_refused: 'Request to join refused',
        colleague_added: 'Access given by a colleague',
        proposal_decided: 'Proposed change: the decision',
        campaign: 'Is this still right?',
        person_file: 'File of personal data',
      },
      empty: 'No message',
      emptyText: 'Invitations, sign-in links and letters will be written here.',
      none: 'No message matches',
      clear: 'Show everything',
      to: 'To',
      subject: 'Subject',
      state: 'State',
      when: 'Date',
      why: 'Reason',
      answer: 'The server’s answer',
      tries: (n) => en.plural(n, { one: '{n} try', other: '{n} tries' }),
      retryAt: (at) => `tried again ${at}`,
      hidden:
        'This message opens an account: its content is not shown, and is blanked once its way has ended.',
      content: (subject) => `Content of the message “${subject}”`,
      shown: (n) => en.plural(n, { one: '{n} message', other: '{n} messages' }),
      list: 'Messages',
      copyLink: 'Copy the link',
      linkCopied: 'Link copied: paste it where you like.',
      retry: 'Send again',
      retried: 'The message is on its way again.',
      retryAll: 'Send all again',
      retriedAll: (retried, left) =>
        [
          retried === 0
            ? 'No message can leave again.'
            : en.plural(retried, {
                one: 'One message is on its way again.',
                other: '{n} messages are on their way again.',
              }),
          left === 0
            ? ''
            : en.plural(left, {
                one: 'One is left: open it to see why.',
                other: '{n} are left: open them to see why.',
              }),
        ]
          .filter(Boolean)
          .join(' '),
      relay: 'Set the mail server',
      unsureTitle: 'Send it a second time?',
      unsureText: 'It may have arrived. Ask the person first whether they received it.',
    },
  },
);
