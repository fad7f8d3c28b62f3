export const fr = {
  title: 'Nouvelle colonne',
  lead: 'Un champ à vous, dans le tableau, les filtres, les imports et la fiche.',
  name: 'Nom',
  nameHint: '« Prête des gobelets », « Nombre de bénévoles »…',
  kind: 'Ce qu’il contient',
  kinds: { text: 'Texte', number: 'Nombre', date: 'Date', choice: 'Liste de choix', yes_no: 'Oui ou non' },
  choices: 'Choix',
  choicesHint: 'Un par ligne, dans l’ordre où ils seront proposés.',
  visibility: 'Qui voit ses valeurs',
  visibilities: {
    staff: 'L’équipe du club',
    member: 'L’équipe, et chaque membre pour sa fiche',
    public: 'Tout le monde',
  },
  submit: 'Ajouter la colonne',
  made: (name: string) => `La colonne ${name} est ajoutée.`,
};
