import { defineWords } from '@/language';

export const firstAccountWords = defineWords(
  {
    title: 'Bienvenue',
    lead: 'Commençons par vous : ce compte administrera le club. Il n’y en aura qu’un de cette façon, vous inviterez les autres.',
    code: 'Code d’installation',
    codeHint:
      'Le serveur l’a affiché en démarrant. Sinon, la commande « maillage admin code » en donne un autre.',
    given: 'Prénom',
    family: 'Nom',
    email: 'Adresse e-mail',
    password: 'Mot de passe',
    passwordHint: 'Douze caractères au moins ; quatre mots tirés au sort font très bien l’affaire.',
    tooShort: (letters: number) =>
      `Encore trop court : ${letters === 1 ? 'un caractère' : `${letters} caractères`} sur douze.`,
    submit: 'Créer mon compte et continuer',
    signIn: 'Se connecter',
  },
  {
    title: 'Welcome',
    lead: 'Let us begin with you: this account will administer the club. Only one is made this way, you will invite the others.',
    code: 'Installation code',
    codeHint:
      'The server printed it when it started. If not, the command “maillage admin code” gives another.',
    given: 'First name',
    family: 'Last name',
    email: 'E-mail address',
    password: 'Password',
    passwordHint: 'Twelve characters or more; four words drawn at random do very well.',
    tooShort: (letters) => `Still too short: ${letters} of twelve characters.`,
    submit: 'Make my account and go on',
    signIn: 'Sign in',
  },
);
