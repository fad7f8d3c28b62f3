export const fr = {
  all: 'Tous les membres',
  bar: 'Vue du carnet',
  sharedSign: 'partagée',
  modified: 'modifiée',
  filtered: 'filtrés',
  saveThis: 'Enregistrer cette vue',
  missing: (fields: string) => `Des champs archivés manquent à cette vue : ${fields}. Le reste s’applique.`,
  wider: 'Ses conditions sur ces champs sont laissées de côté : la liste nomme plus de membres que prévu.',
  gone: 'Cette vue n’existe plus, ou n’est pas partagée avec vous.',
  toAll: 'Voir tous les membres',
};
