import { grammar, type Translation } from '@/language';
import type { fr } from './fr';

const { number, plural } = grammar('en');

export const en: Translation<typeof fr> = {
  club: {
    title: 'The club',
    lead: 'All that makes your club yours: nothing is written in advance.',
    identity: 'Name and colours',
    name: 'Name of the club',
    tagline: 'Tagline',
    brand: 'Main colour',
    spark: 'Spark colour',
    contrast: (ratio) => `Contrast ${ratio} to 1`,
    contrastOk: 'readable everywhere',
    contrastLow: 'too pale: at least 4.5 to 1 is needed',
    contrastNone: 'Write a colour such as #0F5C43.',
    preview: 'Preview',
    previewButton: 'Add a member',
    rhythm: 'Keeping in touch',
    cadence: 'One contact at least every',
    months: (n) => plural(n, { one: '{n} month', other: '{n} months' }),
    soon: 'Tell how many days before',
    newsletterCounts: 'The letter counts as a contact',
    newsletterCountsHint: 'Personal contact is always counted apart.',
    hours: 'Hours a week to run the club',
    targets: 'Targets of the year',
    newsletters: 'Letters',
    sheets: 'Sheets',
    meetings: 'Meetings',
    legal: 'Address and notices',
    address: 'Postal address',
    contact: 'Whom members turn to',
    contactLead: 'Members read it in their own space: that is whom they tell of a mistake or ask a question.',
    joining: 'Joining the club',
    joinOpen: 'Organisations can ask to join online',
    joinOpenHint:
      'On the page /adherer of this site, without an account. Each request waits for your answer under “Joining”.',
    joinWords: 'What you tell them',
    joinWordsHint: 'Some sentences at the top of the form. Empty: a plain introduction.',
    charterWords: 'What members want together',
    charterWordsHint: 'The words of your charter, shown at the end of the form. Agreeing stays optional.',
    registers: 'National registers',
    lookUps: 'Fill records from the national registers',
    lookUpsHint:
      'Recherche d’entreprises and Base Adresse Nationale. The server sends them the name, number or address that is looked for, nothing else.',
    contactName: 'Person or service',
    contactEmail: 'E-mail',
    contactPhone: 'Phone',
    contactAsk: 'A mistake, a question?',
    contactNobody: 'Tell the person who runs the club.',
    privacy: 'Contact for personal data',
    notice: 'Legal notice',
    timeZone: 'Time zone',
    timeZoneHint: 'Type the name of a big city of that zone.',
    save: 'Save',
    saved: 'The club’s settings are saved.',
    stale: 'Somebody changed these settings meanwhile. Reload the page to start from their latest version.',
  },
  logo: {
    title: 'Logo',
    lead: 'It stands at the top of every page and on the sign-in page.',
    none: 'No logo yet: that of Maillage holds the place. A square picture suits best (PNG, JPEG or WebP, 25 MB at most).',
    alt: (name) => `Logo of ${name}`,
    choose: 'Choose a picture',
    replace: 'Replace',
    remove: 'Remove',
    placed: 'The logo is in place.',
    removed: 'The logo is removed.',
    noPicture: (name) => `“${name}” is no picture. Choose a PNG, JPEG, WebP or GIF file.`,
    tooLarge: (name) => `“${name}” is too large: 25 MB at most.`,
  },
  topics: {
    title: 'Topics',
    lead: 'The words shared by members, sheets and meetings.',
    add: 'Add',
    name: 'New topic',
    rename: (name) => `Rename ${name}`,
    renameShort: 'Rename',
    actions: (name) => `Actions for ${name}`,
    remove: 'Remove',
    removed: (name) => `“${name}” is removed.`,
    save: 'Save',
    empty: 'No topic yet',
    emptyText: 'Composting, reuse, greener events…: begin with those your members talk about.',
  },
  territory: {
    title: 'Territory',
    lead: 'Choose your groups of communes, leave out those that don’t belong. Their communes become members by right.',
    summary: (communes, people) =>
      `${plural(communes, { one: '{n} commune', other: '{n} communes' })}, ${number(people)} inhabitants`,
    addEpci: 'Add a group of communes',
    addEpciHint: 'Type its name, or one of its towns.',
    communesOf: (kept, all) => `${number(kept)} of ${number(all)} communes`,
    remove: 'Remove',
    choose: 'Choose the communes',
    addCommune: 'Add a single commune',
    alone: 'Single communes',
    habitants: (n) => plural(n, { one: '{n} inhabitant', other: '{n} inhabitants' }),
    save: 'See what will change',
    previewTitle: 'What will change',
    apply: (entering, leaving) =>
      entering + leaving === 0
        ? 'Save'
        : leaving === 0
          ? plural(entering, { one: 'Bring {n} commune in', other: 'Bring {n} communes in' })
          : entering === 0
            ? plural(leaving, { one: 'Send {n} commune out', other: 'Send {n} communes out' })
            : `Bring ${number(entering)} in and send ${number(leaving)} communes out`,
    nobodyMoves: 'The communes stay the same: none comes in, none goes out.',
    entering: (n) => plural(n, { one: '{n} commune comes in', other: '{n} communes come in' }),
    records: (known, created) =>
      [
        known > 0 &&
          plural(known, {
            one: 'One has a record already: it becomes a member by right.',
            other: '{n} have a record already: they become members by right.',
          }),
        created > 0 &&
          plural(created, {
            one: 'One record of a member by right is created.',
            other: '{n} records of members by right are created.',
          }),
      ]
        .filter(Boolean)
        .join(' '),
    leaving: (n) => plural(n, { one: '{n} commune goes out', other: '{n} communes go out' }),
    leavingText: 'Their records stay with all that was noted, with the status “Left”: nothing is erased.',
    nothing: 'No change',
    saved: (added, removed) =>
      `Territory saved: ${plural(added, { one: '{n} commune comes in', other: '{n} communes come in' })}, ${plural(removed, { one: '{n} goes out', other: '{n} go out' })}.`,
    on: 'As of',
    empty: 'Where does your club work?',
    emptyText: 'One group of communes is enough to begin; you can change later.',
    list: 'Communes of the territory',
  },
};
