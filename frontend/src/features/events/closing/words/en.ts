import { grammar } from '@/language';
import type { fr } from './fr';

const { plural } = grammar('en');

export const en: typeof fr = {
  notYet: 'Nothing to write yet',
  notYetText: 'What comes of it is written from the beginning on: attendance, minutes, opinions.',
  cancelled: 'This event did not take place.',
  title: 'Close the event',
  lead: 'A closed event counts in the figures of the year. Its minutes and photos can still be corrected.',
  minutes: 'Minutes',
  minutesHint: 'What was said, and what comes next. They go to those who came and to those who were missed.',
  minutesPublic: 'Show the minutes on the public page',
  membersPublic: 'Name the organisations present on the public page',
  membersPublicHint: 'Their names alone: no person is named there.',
  headCount: 'How many people were there',
  headCountHint: 'Empty: as many as were ticked.',
  write: 'Write to those who were registered',
  writeHint: 'Thanks, the minutes and three questions for those who came; “we missed you” for the others.',
  photos: 'Photos',
  photosHint: 'Only with the consent of those whom one recognises.',
  namePhotos: 'Say what is on each photo.',
  correct: 'Correct',
  save: 'Save',
  keep: 'Change nothing',
  corrected: 'It is corrected. Nobody gets another message.',
  close: 'Close the event',
  closed: 'The event is closed.',
  present: 'Organisations present',
  tick: 'Tick attendance',
  nobody: 'Nobody is ticked yet.',
  counted: (people: number, members: number) =>
    `${plural(people, { one: '{n} person ticked', other: '{n} people ticked' })}, ${plural(members, { one: '{n} member organisation: its contact is noted.', other: '{n} member organisations: their contact is noted.' })}`,
  figures: 'What came of it',
  people: 'people present',
  ofRegistered: (n: number) =>
    plural(n, { one: 'ticked, of {n} registration', other: 'ticked, of {n} registrations' }),
  useful: (n: number) => plural(n, { one: 'useful, by {n} answer', other: 'useful, by {n} answers' }),
  outOfFive: (mean: string) => `${mean} / 5`,
  again: 'would come again',
  noMinutes: 'No minutes.',
  shownPublic: 'Visible on the public page.',
  namedPublic: 'Named on the public page.',
  keptInside: 'Visible to members only.',
  survey: 'What those who came say of it',
  noAnswers: 'No answer yet. The link stays open for thirty days.',
  noWords: 'Nobody left words.',
};
