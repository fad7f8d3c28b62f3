/** What an import carries beyond the shared shapes: what the words of a kind column may mean, cells corrected by hand. */
import type {
  Decision as BareDecision,
  Import as BareImport,
  ImportPatch as BarePatch,
  ImportRow as BareRow,
  Kind,
  Status,
} from '@/api';

/** A word of the kind column that is not understood. */
export interface UnknownKind {
  written: string;
  rows: number | null;
  proposal: Kind | null;
}

/** Rows on a coloured ground: a colour can't be imported, but may stand for a topic or a status. */
export interface ColourRows {
  /** `#f7c77e` */
  colour: string;
  name: string;
  rows: number[];
  topic?: string | null;
  status?: Status | null;
}

/** What to do with one row; columns count from 0. */
export interface Decision extends Omit<BareDecision, 'columns'> {
  /** Cells that are not imported. */
  columns?: number[];
  /** What a cell should have said, by column. */
  corrections?: Record<string, string>;
}

export interface ImportRow extends Omit<BareRow, 'decision'> {
  decision: Decision | null;
}

export interface Import extends Omit<BareImport, 'unknown_kinds'> {
  unknown_kinds: (UnknownKind | string)[];
  /** What words of the kind column were said to mean. */
  kinds?: Record<string, Kind>;
  colours?: ColourRows[];
  /** Why it failed, or what became of the last try. */
  problem?: string | null;
}

export interface ImportPatch extends Omit<BarePatch, 'decisions' | 'kinds'> {
  kinds?: Record<string, Kind | null>;
  decisions?: Record<string, Decision | null>;
  colours?: Record<string, { topic: string | null; status: Status | null }>;
}

export type Column = Import['columns'][number];
export type { Candidate, ImportProblem, ImportState, RowOutcome } from '@/api';
