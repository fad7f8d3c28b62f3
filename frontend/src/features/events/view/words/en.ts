import type { fr } from './fr';

export const en: typeof fr = {
  when: 'When',
  where: 'Where',
  online: 'From afar',
  access: 'Accessibility',
  with: 'With',
  topics: 'Topics',
  agenda: 'Agenda',
  point: (place: number) => `Point ${place}`,
  speaker: 'Speaks',
  documents: 'Documents',
  photos: 'Photos',
};
