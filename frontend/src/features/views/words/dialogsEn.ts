import { grammar, type Translation } from '@/language';
import type { dialogsFr } from './dialogsFr';

const { number } = grammar('en');

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
  menu: {
    mine: 'My views',
    shared: 'Shared views',
    segments: 'Segments',
    counted: (name, n) => `${name} (${number(n)})`,
    saveAs: 'Save under a name…',
    rename: 'Rename…',
    share: 'Share with the team',
    unshare: 'No longer share',
    copy: 'Copy the link',
    copied: 'Link copied: paste it where you like.',
    copiedPersonal: 'Link copied. This view is not shared: only you can open it.',
    archive: 'Archive',
    archived: (name) => `The view ${name} is archived.`,
    sharedNow: (name) => `The team now sees ${name}.`,
    personalNow: (name) => `Only you see ${name} now.`,
  },
  save: {
    save: 'Save',
    saveNew: 'Save as a new one…',
    revert: 'Revert',
    saved: (name) => `The view ${name} is saved.`,
    copyName: (name) => `${name} (copy)`,
  },
  archive: {
    putAway: (name, segment) => `The ${segment ? 'segment' : 'view'} ${name} is archived.`,
    restore: 'Restore',
    restored: (name, segment) => `The ${segment ? 'segment' : 'view'} ${name} is back.`,
  },
};
