import { defineWords } from '@/language';

interface Notice {
  name: string;
  address: string;
  contact: string;
  phone: string;
}

/** Words of the relay, the colours' preview, the legal notice and the steps that make a club. */
export const setupWords = defineWords(
  {
    offer: (shade: string) => `Prendre ${shade}, la teinte lisible la plus proche`,
    tooDark: 'trop sombre : il faut au moins 4,5 pour 1',
    previewText: 'Trois sujets vous attendent',
    previewLink: 'Voir les membres',
    notice: {
      hint: 'Elles sont affichées au bas des pages publiques. Complétez ce qui est entre crochets.',
      propose: 'Proposer un texte',
      again: 'Repartir du modèle',
      replaced: 'Le modèle remplace votre texte.',
      yourBody: '[nom de votre organisme]',
      yourAddress: '[adresse postale]',
      yourContact: '[adresse de contact]',
      yourPhone: '[numéro]',
      text: ({ name, address, contact, phone }: Notice) =>
        [
          `Éditeur : ${name}, ${address}.`,
          `Contact : ${contact}, téléphone ${phone}.`,
          'Direction de la publication : [nom et fonction].',
          'Hébergement : [nom, adresse et téléphone de l’hébergeur].',
          `Données personnelles : elles servent à animer le club et ne sont cédées à personne. Pour les consulter, les corriger, les faire effacer ou vous opposer à leur usage, écrivez à ${contact}. Vous pouvez aussi saisir la CNIL (www.cnil.fr).`,
        ].join('\n\n'),
      addressHint: 'Elle figure au pied des messages.',
      privacyHint: 'Une adresse e-mail qui sera lue.',
    },
    topics: {
      title: 'Thématiques',
      lead: 'Décochez celles qui ne concernent pas vos membres ; vous en ajouterez d’autres quand vous voudrez.',
    },
    relay: {
      title: 'Serveur d’envoi',
      lead: 'Le serveur SMTP par lequel partent invitations, liens de connexion et lettres. Votre service informatique ou votre hébergeur vous le donne.',
      toMails: 'Voir les courriers gardés',
      kept: 'Pour l’instant aucun serveur : les messages sont gardés (Réglages, Fonctionnement, Courriers), d’où vous pouvez en copier les liens.',
      environment:
        'Ce serveur est fixé par l’installation (MAILLAGE_SMTP_URL), qui l’emporte sur les réglages d’ici.',
      host: 'Nom du serveur',
      hostHint: 'Par exemple smtp.mail.example',
      port: 'Port',
      security: 'Sécurité',
      securities: { starttls: 'STARTTLS (587)', tls: 'TLS (465)', none: 'Aucune (réseau privé)' },
      username: 'Identifiant',
      usernameHint: 'Souvent l’adresse e-mail. Vide si le serveur n’en demande pas.',
      password: 'Mot de passe',
      passwordKept: 'Un mot de passe est enregistré. Laissez vide pour le garder.',
      passwordHint: 'Il sera chiffré, et ne sera plus jamais montré.',
      sender: 'Adresse d’expéditeur',
      senderHint: 'Celle que liront vos membres. Elle doit appartenir à ce serveur.',
      save: 'Enregistrer',
      saved: 'Le serveur d’envoi est enregistré : il sert dès le prochain message.',
      stale:
        'Quelqu’un a changé ce serveur entre-temps. Rechargez la page pour repartir de sa dernière version.',
      remove: 'Ne plus envoyer',
      removeHint:
        'Le mot de passe enregistré est effacé ; les messages suivants sont gardés (Réglages, Fonctionnement, Courriers).',
      removed: 'Plus de serveur d’envoi : les messages sont gardés.',
      sure: 'Effacer ce serveur ?',
      testTitle: 'Message d’essai',
      testLead: 'Rien n’est enregistré : le message part tout de suite par le serveur ci-dessus.',
      testTo: 'À quelle adresse ?',
      test: 'Envoyer un message d’essai',
      testing: 'Envoi en cours, 15 secondes au plus',
      said: (words: string) => `Réponse du serveur : ${words}`,
      none: 'sans mot de passe',
    },
    identity: {
      title: 'Votre club',
      lead: 'Son nom, ses couleurs, son adresse. Tout pourra changer plus tard dans les réglages.',
      name: 'Son nom est provisoire : donnez-lui le sien.',
    },
    rhythm: {
      title: 'Le rythme',
      lead: 'À quelle fréquence garder le contact, et ce que le club veut accomplir dans l’année.',
    },
    next: 'Enregistrer et continuer',
    later: 'Passer cette étape',
  },
  {
    offer: (shade) => `Take ${shade}, the nearest readable shade`,
    tooDark: 'too dark: at least 4.5 to 1 is needed',
    previewText: 'Three matters await you',
    previewLink: 'See the members',
    notice: {
      hint: 'It stands at the foot of public pages. Fill in what is between brackets.',
      propose: 'Propose a text',
      again: 'Start from the template',
      replaced: 'The template replaces your text.',
      yourBody: '[name of your body]',
      yourAddress: '[postal address]',
      yourContact: '[contact address]',
      yourPhone: '[number]',
      text: ({ name, address, contact, phone }) =>
        [
          `Publisher: ${name}, ${address}.`,
          `Contact: ${contact}, telephone ${phone}.`,
          'Director of publication: [name and function].',
          'Hosting: [name, address and telephone of the host].',
          `Personal data: they serve to run the club and are passed on to nobody. To see, correct or erase yours, or to object to their use, write to ${contact}. You may also turn to the CNIL (www.cnil.fr).`,
        ].join('\n\n'),
      addressHint: 'It stands at the foot of messages.',
      privacyHint: 'An e-mail address that somebody reads.',
    },
    topics: {
      title: 'Topics',
      lead: 'Untick those that do not concern your members; you can add others whenever you like.',
    },
    relay: {
      title: 'Mail server',
      lead: 'The SMTP server by which invitations, sign-in links and letters leave. Your IT department or provider gives it.',
      toMails: 'See the messages that are kept',
      kept: 'No server for now: messages are kept (Settings, Operations, Mail), where you can copy their links.',
      environment:
        'This server is set by the installation (MAILLAGE_SMTP_URL), which wins over the settings here.',
      host: 'Name of the server',
      hostHint: 'For instance smtp.mail.example',
      port: 'Port',
      security: 'Security',
      securities: { starttls: 'STARTTLS (587)', tls: 'TLS (465)', none: 'None (private network)' },
      username: 'User',
      usernameHint: 'Often the e-mail address. Empty if the server asks for none.',
      password: 'Password',
      passwordKept: 'A password is kept. Leave empty to keep it.',
      passwordHint: 'It will be encrypted, and never shown again.',
      sender: 'Sender',
      senderHint: 'What your members will read. It must belong to this server.',
      save: 'Save',
      saved: 'The mail server is saved: it serves from the next message on.',
      stale: 'Somebody changed this server meanwhile. Reload the page to start from its latest version.',
      remove: 'Stop sending',
      removeHint: 'The password is erased; the messages that follow are kept (Settings, Operations, Mail).',
      removed: 'No mail server any more: messages are kept.',
      sure: 'Erase this server?',
      testTitle: 'Test message',
      testLead: 'Nothing is saved: the message leaves at once by the server above.',
      testTo: 'To which address?',
      test: 'Send a test message',
      testing: 'Sending, 15 seconds at most',
      said: (words) => `The server answered: ${words}`,
      none: 'without password',
    },
    identity: {
      title: 'Your club',
      lead: 'Its name, its colours, its address. All of it can change later in the settings.',
      name: 'This name holds the place: give it its own.',
    },
    rhythm: {
      title: 'The rhythm',
      lead: 'How often to be in touch, and what the club wants to achieve in a year.',
    },
    next: 'Save and go on',
    later: 'Skip this step',
  },
);
