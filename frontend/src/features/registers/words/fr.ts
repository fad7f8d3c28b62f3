import { grammar } from '@/language';

const { plural } = grammar('fr');

export const fr = {
  title: 'Chercher dans le registre national',
  hint: 'Par le nom, le SIREN, le SIRET ou le numéro RNA. Ce qui est vide se remplit, ce que vous avez écrit reste.',
  nameOrNumber: 'Nom ou numéro',
  search: 'Chercher',
  threeLetters: 'Écrivez au moins trois caractères.',
  none: 'Rien à ce nom dans le registre : c’est fréquent pour une petite association. Remplissez à la main.',
  found: (count: number) =>
    plural(count, { one: '{n} organisation trouvée', other: '{n} organisations trouvées' }),
  hiddenName: 'Nom non diffusé',
  hidden: 'une partie n’est pas diffusée : à remplir à la main',
  closed: 'fermée',
  siret: (number: string) =>
    `SIRET ${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6, 9)} ${number.slice(9)}`,
  siren: (number: string) => `SIREN ${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}`,
  filled: (labels: string[]) =>
    labels.length === 0 ? 'Tout était déjà rempli.' : `Rempli depuis le registre : ${labels.join(', ')}.`,
  otherwise: 'Le registre dit autre chose que vous. Vos réponses restent, sauf si vous prenez les siennes.',
  yours: (text: string) => `Vous : ${text}`,
  theirs: (text: string) => `Registre : ${text}`,
  take: 'Prendre',
  takeThis: (label: string) => `Prendre celui du registre : ${label}`,
  another: 'Chercher une autre organisation',
  source: (name: string, day: string) => `Source : ${name}, ${day}.`,
  licence: 'Licence Ouverte 2.0.',
  addressByHand: 'Les adresses ne se complètent pas pour l’instant : écrivez-la en entier.',
  kinds: {
    commune: 'Commune',
    public_body: 'Établissement public',
    association: 'Association',
    company: 'Entreprise',
  },
};
