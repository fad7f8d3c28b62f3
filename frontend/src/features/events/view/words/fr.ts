export const fr = {
  when: 'Quand',
  where: 'Où',
  online: 'À distance',
  access: 'Accessibilité',
  with: 'Avec',
  topics: 'Thématiques',
  agenda: 'Programme',
  point: (place: number) => `Point ${place}`,
  speaker: 'Intervention',
  documents: 'Documents',
  photos: 'Photos',
};
