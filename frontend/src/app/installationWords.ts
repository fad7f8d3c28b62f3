import { defineWords, grammar } from '@/language';

const fr = grammar('fr');
const en = grammar('en');

export const installationWords = defineWords(
  {
    title: 'Installation',
    steps: 'Étapes de l’installation',
    place: (at: number, of: number) => `Étape ${fr.number(at)} sur ${fr.number(of)}`,
    done: 'faite',
    names: {
      account: 'Votre compte',
      club: 'Le club',
      territory: 'Le territoire',
      rhythm: 'Le rythme',
      mail: 'Les envois',
      done: 'C’est prêt',
    },
    leave: 'Continuer plus tard',
    leaveHint: 'Ce qui est enregistré le reste ; l’accueil vous proposera de reprendre.',
    territory: {
      lead: 'Choisissez vos intercommunalités : leurs communes deviennent membres de droit.',
      next: 'Continuer',
      unsaved: 'Enregistrez d’abord ce que vous avez choisi (« Voir ce qui changera »).',
    },
    mail: {
      lead: 'Pour que les invitations et les liens de connexion partent. Essayez avant d’enregistrer.',
      kept: 'Continuer sans envoyer (les courriers sont gardés)',
      next: 'Continuer',
    },
    end: {
      title: 'C’est prêt',
      lead: (name: string) => `« ${name} » peut se mettre au travail. Par quoi commencer ?`,
      import: 'Importer votre tableur',
      importText:
        'Le fichier de suivi tel qu’il est : Maillage montre ce qu’il a compris avant d’écrire quoi que ce soit.',
      member: 'Ajouter un premier membre',
      memberText: 'Un nom et un type suffisent.',
      colleague: 'Inviter une collègue ou un collègue',
      colleagueText: 'Chacun a son propre compte.',
      home: 'Aller à l’accueil',
    },
    notice: {
      text: (step: string) => `L’installation du club n’est pas finie : il reste « ${step} ».`,
      resume: 'Reprendre',
      dismiss: 'Ne plus le rappeler',
      dismissed: 'Le rappel est retiré ; tout reste dans les réglages.',
    },
    legal: {
      title: 'Mentions légales',
      none: 'Le club n’a pas encore écrit ses mentions légales.',
      back: 'Retour',
    },
  },
  {
    title: 'Installation',
    steps: 'Steps of the installation',
    place: (at, of) => `Step ${en.number(at)} of ${en.number(of)}`,
    done: 'done',
    names: {
      account: 'Your account',
      club: 'The club',
      territory: 'The territory',
      rhythm: 'The rhythm',
      mail: 'Sending mail',
      done: 'All is ready',
    },
    leave: 'Go on later',
    leaveHint: 'What is saved stays; the home page will offer to go on.',
    territory: {
      lead: 'Choose your intercommunal bodies: their communes become members by right.',
      next: 'Go on',
      unsaved: 'Save first what you have chosen (“See what will change”).',
    },
    mail: {
      lead: 'So that invitations and sign-in links leave. Try before you save.',
      kept: 'Go on without sending (mails are kept)',
      next: 'Go on',
    },
    end: {
      title: 'All is ready',
      lead: (name) => `“${name}” can set to work. What comes first?`,
      import: 'Import your spreadsheet',
      importText: 'The file as it is: Maillage shows what it understood before it writes anything.',
      member: 'Add a first member',
      memberText: 'A name and a kind are enough.',
      colleague: 'Invite a colleague',
      colleagueText: 'Each has an account of their own.',
      home: 'Go to the home page',
    },
    notice: {
      text: (step) => `The club’s installation is not finished: “${step}” is left.`,
      resume: 'Go on',
      dismiss: 'Do not remind me',
      dismissed: 'The reminder is gone; all of it stays in the settings.',
    },
    legal: { title: 'Legal notice', none: 'The club has not written its legal notice yet.', back: 'Back' },
  },
);
