import { grammar } from '@/language';
import type { fr } from './fr';

const { plural } = grammar('en');

export const en: typeof fr = {
  venues: 'Venues',
  addVenue: 'Add a venue',
  editVenue: (name: string) => `Change: ${name}`,
  noVenue: 'No venue yet',
  noVenueText: 'Note once and for all the rooms where the club meets, and how one gets in.',
  names: {
    name: 'Name',
    address: 'Address',
    commune: 'Town',
    capacity: 'Number of seats',
    accessibility: 'Accessibility',
    latitude: 'Latitude',
    longitude: 'Longitude',
  },
  accessibilityHint: 'Step-free entrance, reserved parking, induction loop, adapted toilets…',
  positionHint: 'Optional, for the map: 48.2596.',
  seats: (n: number) => plural(n, { one: '{n} seat', other: '{n} seats' }),
  equipment: 'Equipment to lend',
  addEquipment: 'Add equipment',
  editEquipment: (name: string) => `Change: ${name}`,
  equipmentHint: 'Reusable cups, sorting bins, a projector…',
  noEquipment: 'No equipment yet',
  noEquipmentText: 'What you note here is booked from an event, never twice at one time.',
  quantity: 'How many there are',
  stands: 'Where it stands',
  nowhere: 'Nowhere in particular',
  pieces: (n: number) => plural(n, { one: '{n} piece', other: '{n} pieces' }),
  actions: (name: string) => `What to do: ${name}`,
  edit: 'Change',
  save: 'Save',
  saved: (name: string) => `${name}: saved.`,
  archive: 'Archive',
  archiveTitle: (name: string) => `Archive: ${name}?`,
  archiveVenueText: 'It is not proposed for new events any more; those that take place there keep it.',
  archiveEquipmentText: 'It can’t be booked any more; what is booked stays so.',
  archived: (name: string) => `${name} is archived.`,
};
