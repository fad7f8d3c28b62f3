/** What the dialogs of a view say: they are not there before they are opened. */
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
};
