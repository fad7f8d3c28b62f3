import type { Translation } from '@/language';
import type { dialogsFr } from './dialogsFr';

export const dialogsEn: Translation<typeof dialogsFr> = {
  form: {
    title: 'Save this view',
    renameTitle: 'Rename',
    name: 'Name',
    kind: 'What it is',
    kinds: { view: 'A view', segment: 'A segment' },
    kindHint: 'A view keeps columns, filter and order. A segment is a group of members, chosen by a filter.',
    segmentNeedsFilter: 'A segment always has a filter: filter the members first.',
    share: 'Share with the team',
    shareHint: 'The whole team will see it; you, or an administrator, will change it.',
    submit: 'Save',
  },
  stale: {
    title: (name) => `The view ${name} has changed meanwhile`,
    text: (who, when) => `${who} saved it ${when}, while you were changing it.`,
    choose: 'Nothing is lost: keep what you have under another name, or take what was saved.',
    someone: 'Somebody',
    theirs: 'Take the saved view',
    copy: 'Keep mine as a copy…',
  },
};
