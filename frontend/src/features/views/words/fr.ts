import { grammar } from '@/language';

const { number } = grammar('fr');

export const fr = {
  all: 'Tous les membres',
  bar: 'Vue du carnet',
  mine: 'Mes vues',
  shared: 'Vues partagées',
  segments: 'Segments',
  counted: (name: string, n: number) => `${name} (${number(n)})`,
  none: 'Aucune vue encore',
  sharedSign: 'partagée',
  modified: 'modifiée',
  filtered: 'filtrés',
  save: 'Enregistrer',
  saveThis: 'Enregistrer cette vue',
  saveNew: 'Enregistrer comme nouvelle…',
  saveAs: 'Enregistrer sous un nom…',
  revert: 'Revenir',
  rename: 'Renommer…',
  share: 'Partager avec l’équipe',
  unshare: 'Ne plus partager',
  copy: 'Copier le lien',
  copied: 'Lien copié : collez-le où vous voulez.',
  copiedPersonal: 'Lien copié. Cette vue n’est pas partagée : vous seul pouvez l’ouvrir.',
  archive: 'Archiver',
  archived: (name: string) => `La vue ${name} est archivée.`,
  saved: (name: string) => `La vue ${name} est enregistrée.`,
  sharedNow: (name: string) => `L’équipe voit maintenant ${name}.`,
  personalNow: (name: string) => `${name} n’est plus visible que de vous.`,
  command: (name: string) => `Vue : ${name}`,
  segmentCommand: (name: string) => `Segment : ${name}`,
  missing: (fields: string) => `Des champs archivés manquent à cette vue : ${fields}. Le reste s’applique.`,
  wider: 'Ses conditions sur ces champs sont laissées de côté : la liste nomme plus de membres que prévu.',
  putAway: (name: string, segment: boolean) =>
    segment ? `Le segment ${name} est archivé.` : `La vue ${name} est archivée.`,
  restore: 'Restaurer',
  restored: (name: string, segment: boolean) =>
    segment ? `Le segment ${name} est de retour.` : `La vue ${name} est de retour.`,
  gone: 'Cette vue n’existe plus, ou n’est pas partagée avec vous.',
  toAll: 'Voir tous les membres',
  copyName: (name: string) => `${name} (copie)`,
};
