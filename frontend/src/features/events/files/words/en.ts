import type { fr } from './fr';

export const en: typeof fr = {
  sending: 'On its way…',
  fileKinds: {
    attachment: {
      title: 'Documents to read',
      drop: 'A document',
      label: (place: number) => `Title of document ${place}`,
      remove: (name: string) => `Remove the document: ${name}`,
    },
    photo: {
      title: 'Photos',
      drop: 'A photo',
      label: (place: number) => `What is on photo ${place}`,
      remove: (name: string) => `Remove the photo: ${name}`,
    },
  },
  removeFile: 'Remove',
  pictureHint: 'JPEG, PNG, WebP or GIF, 25 MB at most.',
  documentHint: 'PDF, text, spreadsheet or picture, 20 MB at most.',
};
