import { grammar } from '@/language';

const { number, plural } = grammar('fr');

export const fr = {
  title: (n: number) => plural(n, { one: 'Modifier {n} membre', other: 'Modifier {n} membres' }),
  lead: 'Choisissez ce qui change. Rien n’est écrit avant que vous ayez vu le résultat.',
  field: 'Champ',
  value: 'Nouvelle valeur',
  empty: 'vide',
  emptyHint: 'Laissez vide pour effacer.',
  all: 'Cette liste remplace celle de chaque membre.',
  yes: 'Oui',
  no: 'Non',
  add: 'Changer aussi un autre champ',
  remove: (field: string) => `Ne plus changer : ${field}`,
  cancel: 'Annuler',
  look: 'Voir ce qui changera',
  back: 'Revenir aux champs',
  preview: 'Ce qui changera',
  changed: (n: number) => plural(n, { one: '{n} membre change', other: '{n} membres changent' }),
  unchanged: (n: number) => plural(n, { one: '{n} a déjà cette valeur', other: '{n} ont déjà cette valeur' }),
  refused: (n: number) => plural(n, { one: '{n} ne peut pas changer', other: '{n} ne peuvent pas changer' }),
  why: 'Pourquoi certains ne changent pas',
  times: (reason: string, n: number) => `${reason} (${number(n)})`,
  sample: 'Aperçu',
  firsts: (n: number) => plural(n, { one: 'Le premier', other: 'Les {n} premiers, par leur nom' }),
  commit: (n: number) => plural(n, { one: 'Modifier {n} membre', other: 'Modifier {n} membres' }),
  nothing: 'Rien ne change',
  done: (n: number) => plural(n, { one: '{n} membre modifié.', other: '{n} membres modifiés.' }),
  undone: 'Les membres sont revenus comme ils étaient.',
  partly: (n: number) =>
    plural(n, {
      one: '{n} fiche, changée depuis par quelqu’un, reste comme elle est.',
      other: '{n} fiches, changées depuis par quelqu’un, restent comme elles sont.',
    }),
  otherNow: 'La liste a changé pendant que vous regardiez : voici où elle en est.',
};
