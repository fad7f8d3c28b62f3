export const fr = {
  sending: 'Envoi en cours…',
  fileKinds: {
    attachment: {
      title: 'Documents à lire',
      drop: 'Un document',
      label: (place: number) => `Titre du document ${place}`,
      remove: (name: string) => `Retirer le document : ${name}`,
    },
    photo: {
      title: 'Photos',
      drop: 'Une photo',
      label: (place: number) => `Ce que montre la photo ${place}`,
      remove: (name: string) => `Retirer la photo : ${name}`,
    },
  },
  removeFile: 'Retirer',
  pictureHint: 'JPEG, PNG, WebP ou GIF, 25 Mo au plus.',
  documentHint: 'PDF, texte, tableur ou image, 20 Mo au plus.',
};
