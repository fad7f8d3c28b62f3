import { grammar } from '@/language';

const { list, plural } = grammar('fr');

export const fr = {
  title: 'Mots clés des fiches',
  lead: 'La liste que l’on choisit en écrivant. Qui cherche par un autre nom trouve aussi les fiches.',
  name: 'Nouveau mot clé',
  add: 'Ajouter',
  empty: 'Aucun mot clé pour l’instant',
  emptyText: 'Ajoutez ceux que l’on tape pour chercher : compost, vaisselle, réparation…',
  count: (n: number) => plural(n, { one: '{n} mot clé', other: '{n} mots clés' }),
  search: 'Chercher un mot clé',
  also: (names: string[]) => `aussi ${list(names)}`,
  actions: (name: string) => `Actions sur ${name}`,
  rename: 'Renommer',
  renameOf: (name: string) => `Nouveau nom de ${name}`,
  addAlias: 'Ajouter un autre nom',
  aliasOf: (name: string) => `Autre nom de ${name}`,
  removeAlias: (alias: string) => `Retirer l’autre nom « ${alias} »`,
  merge: 'Réunir avec un autre',
  mergeTitle: (name: string) => `Réunir « ${name} » avec un autre mot clé`,
  mergeText: (name: string) =>
    `« ${name} » devient un autre nom de celui que vous choisissez ; ses fiches le suivent.`,
  into: 'Le mot qui reste',
  doMerge: 'Réunir',
  merged: (name: string, into: string) => `« ${name} » est maintenant un autre nom de « ${into} ».`,
  remove: 'Retirer',
  removed: (name: string) => `« ${name} » est retiré.`,
  save: 'Enregistrer',
  template: {
    title: 'Modèle des fiches',
    lead: 'Ce que l’on lit sous chaque rubrique en écrivant. Un texte effacé redevient celui d’origine.',
    kinds: { good_practice: 'Bonnes pratiques', advice: 'Fiches conseil' },
    saved: 'Le modèle est enregistré.',
    nothing: 'Rien n’a été changé.',
  },
};
