import { grammar, type Translation } from "@/language";
import type { fr } from "./fr";

const { number, plural } = grammar("en");

export const en: Translation<typeof fr> = {
  pairs: {
    title: "Duplicates",
    lead: "Records that may be of one organisation.",
    which: "Which pairs",
    toSee: "To look at",
    apart: "Told apart",
    list: "Pairs of records",
    shown: (shown, total) => `${number(shown)} of ${number(total)}`,
    none: "No duplicate in sight",
    noneText: "Each record seems to be of another organisation.",
    noneApart: "No pair told apart",
    noneApartText:
      "Pairs that the team found to be two organisations will be here.",
    reasons: {
      identifier: "same identifier",
      email: "same e-mail",
      domain: "same internet domain",
      name: "very close name, same commune",
    },
    pair: (one, other) => `${one} and ${other}`,
    compare: "Compare and merge",
    compareThem: (one, other) => `Compare and merge ${one} and ${other}`,
    dismiss: "They are not the same",
    dismissThem: (one, other) => `They are not the same: ${one} and ${other}`,
    dismissed: (one, other) => `${one} and ${other} are told apart.`,
    reconsider: "Look at them again",
    reconsiderThem: (one, other) => `Look at them again: ${one} and ${other}`,
    reconsidered: "The pair is to be looked at again.",
    toldBy: (who, when) => `Told apart by ${who}, ${when}`,
  },
  merge: {
    title: "Merge two records",
    lead: "Choose what stays where they differ. Nothing is written before you merge, and a merge can be undone for 30 days.",
    back: "Duplicates",
    stays: "The record that stays",
    goes: "The record added to it",
    swap: "Keep the other record",
    differences: "What differs",
    noDifference: "Both records say the same.",
    same: (n) =>
      plural(n, { one: "{n} identical field", other: "{n} identical fields" }),
    both: "Both",
    follows: "Follows the other choices",
    result: (value) => `Will stay: ${value}`,
    moves: "What passes to the record that stays",
    nothingMoves: "Nothing else hangs on the record that is added.",
    moved: {
      contacts: (n) => plural(n, { one: "{n} person", other: "{n} people" }),
      united_contacts: (n) =>
        plural(n, {
          one: "{n} person known in both records",
          other: "{n} people known in both records",
        }),
      proposals: (n) =>
        plural(n, {
          one: "{n} request of the organisation",
          other: "{n} requests of the organisation",
        }),
      interactions: (n) =>
        plural(n, { one: "{n} exchange", other: "{n} exchanges" }),
      accounts: (n) => plural(n, { one: "{n} account", other: "{n} accounts" }),
      messages: (n) => plural(n, { one: "{n} message", other: "{n} messages" }),
      import_rows: (n) =>
        plural(n, {
          one: "{n} row of an import",
          other: "{n} rows of imports",
        }),
      postponements: (n) =>
        plural(n, {
          one: "{n} put-off reminder",
          other: "{n} put-off reminders",
        }),
      campaigns: (n) =>
        plural(n, { one: "{n} campaign", other: "{n} campaigns" }),
      reports: (n) =>
        plural(n, {
          one: "{n} report of an error",
          other: "{n} reports of errors",
        }),
      consents: (n) =>
        plural(n, {
          one: "{n} consent or objection",
          other: "{n} consents or objections",
        }),
      person_files: (n) =>
        plural(n, {
          one: "{n} file of personal data",
          other: "{n} files of personal data",
        }),
      dismissals: (n) =>
        plural(n, {
          one: "{n} pair told apart",
          other: "{n} pairs told apart",
        }),
      other: (n) =>
        plural(n, { one: "{n} other thing", other: "{n} other things" }),
    },
    commit: "Merge",
    changed:
      "One of the two records changed meanwhile: the comparison now shows where they stand. Look at your choices again, then merge.",
    done: (gone, stays) =>
      `${gone} is part of ${stays} now. Undo brings both records back; what arrives until then stays with ${stays}.`,
    missing: "One record is missing",
    missingText:
      "Choose two records from the list of duplicates, or from the page of a member.",
    toPairs: "See the duplicates",
  },
  with: {
    title: "Merge with another record",
    lead: (name) =>
      `Choose the record to add to ${name}. You will compare both before merging.`,
    label: "Other record",
    itself: "That is this very record: choose another one.",
  },
  past: {
    title: "Records merged into this one",
    line: (name) => `${name} is part of this record`,
    by: (who, when) => `by ${who}, ${when}`,
    until: (when) => `Can be undone until ${when}`,
    undo: "Undo the merge",
    undoOf: (name) => `Undo the merge of ${name}`,
    undone: (one, other) => `${one} and ${other} are two records again.`,
    stays: (what, name) => `Came since, stays with ${name}: ${what}.`,
  },
};
