import type { Translation } from '@/language';
import type { fr } from './fr';

export const en: Translation<typeof fr> = {
  title: 'New column',
  lead: 'A field of your own, in the grid, filters, imports and the record.',
  name: 'Name',
  nameHint: '“Lends cups”, “Number of volunteers”…',
  kind: 'What it holds',
  kinds: { text: 'Text', number: 'Number', date: 'Date', choice: 'List of choices', yes_no: 'Yes or no' },
  choices: 'Choices',
  choicesHint: 'One a line, in the order in which they are offered.',
  visibility: 'Who sees its values',
  visibilities: {
    staff: 'The club’s team',
    member: 'The team, and each member for its own record',
    public: 'Everybody',
  },
  submit: 'Add the column',
  made: (name) => `The column ${name} is added.`,
};
