/** What the menu and the dialogs of a view say: they are not there before they are opened. */
import { grammar } from '@/language';

const { number } = grammar('fr');

export const dialogsFr = {
  form: {
    title: 'Enregistrer cette vue',
    renameTitle: 'Renommer',
    name: 'Nom',
    kind: 'Ce que c’est',
    kinds: { view: 'Une vue', segment: 'Un segment' },
    kindHint:
      'Une vue garde colonnes, filtre et tri. Un segment est un groupe de membres, choisi par un filtre.',
    segmentNeedsFilter: 'Un segment a toujours un filtre : filtrez d’abord les membres.',
    share: 'Partager avec l’équipe',
    shareHint: 'Toute l’équipe la verra ; vous seul, ou une personne qui administre, la changerez.',
    submit: 'Enregistrer',
  },
  stale: {
    title: (name: string) => `La vue ${name} a changé entre-temps`,
    text: (who: string, when: string) => `${who} l’a enregistrée le ${when}, pendant que vous la modifiiez.`,
    choose:
      'Rien n’est perdu : gardez ce que vous avez sous un autre nom, ou reprenez ce qui a été enregistré.',
    someone: 'Quelqu’un',
    theirs: 'Reprendre la vue enregistrée',
    copy: 'Garder la mienne en copie…',
  },
  menu: {
    mine: 'Mes vues',
    shared: 'Vues partagées',
    segments: 'Segments',
    counted: (name: string, n: number) => `${name} (${number(n)})`,
    saveAs: 'Enregistrer sous un nom…',
    rename: 'Renommer…',
    share: 'Partager avec l’équipe',
    unshare: 'Ne plus partager',
    copy: 'Copier le lien',
    copied: 'Lien copié : collez-le où vous voulez.',
    copiedPersonal: 'Lien copié. Cette vue n’est pas partagée : vous seul pouvez l’ouvrir.',
    archive: 'Archiver',
    archived: (name: string) => `La vue ${name} est archivée.`,
    sharedNow: (name: string) => `L’équipe voit maintenant ${name}.`,
    personalNow: (name: string) => `${name} n’est plus visible que de vous.`,
  },
  save: {
    save: 'Enregistrer',
    saveNew: 'Enregistrer comme nouvelle…',
    revert: 'Revenir',
    saved: (name: string) => `La vue ${name} est enregistrée.`,
    copyName: (name: string) => `${name} (copie)`,
  },
  archive: {
    putAway: (name: string, segment: boolean) =>
      segment ? `Le segment ${name} est archivé.` : `La vue ${name} est archivée.`,
    restore: 'Rétablir',
    restored: (name: string, segment: boolean) =>
      segment ? `Le segment ${name} est de retour.` : `La vue ${name} est de retour.`,
  },
};
