/** What goes over the wire, in the contract's own names (snake_case). Days are `YYYY-MM-DD`, instants RFC 3339 UTC. */

export interface Ability {
  allowed: boolean;
  reason?: string | null;
}
export type Abilities = Record<string, Ability>;

export interface List<T> {
  items: T[];
  next_cursor: string | null;
  total?: number | null;
}

/* accounts */
export type StaffRole = 'admin' | 'coordinator' | 'reader';
export type SeatRole = 'manager' | 'contributor';
export type AccountStatus = 'invited' | 'active' | 'disabled';

export interface Seat {
  member_id: string;
  name: string;
  kind: Kind;
  role: SeatRole;
}
export interface Account {
  id: string;
  person_id: string;
  given_name: string;
  family_name: string;
  name: string;
  email: string;
  role: StaffRole | null;
  organisations: Seat[];
  status: AccountStatus;
  last_sign_in_at: string | null;
  revision: number;
  abilities?: Abilities;
}
export interface Session {
  access_token: string;
  token_type: 'Bearer';
  expires_in: number;
  account: Account;
}
export interface OpenSession {
  id: string;
  current: boolean;
  user_agent: string | null;
  created_at: string;
  last_used_at: string | null;
  expires_at: string;
}
export interface Invitation {
  email: string;
  given_name: string;
  family_name: string;
  role?: StaffRole | null;
  organisations?: { member_id: string; role: SeatRole }[];
}
export const SCOPES = [
  'members:read',
  'members:write',
  'contacts:read',
  'contacts:write',
  'interactions:read',
  'interactions:write',
  'imports:write',
  'club:read',
] as const;
export type Scope = (typeof SCOPES)[number];
export interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  scopes: Scope[];
  created_at: string;
  created_by: string | { name: string } | null;
  last_used_at: string | null;
  expires_on: string | null;
  revoked_at: string | null;
}
export interface NewApiKey extends ApiKey {
  secret: string;
}

/* club */
export interface Colours {
  brand: string;
  spark: string;
}
export interface DemoAccount {
  label: string;
  email: string;
  password: string;
  /** None for a member's own sign-in. */
  role: StaffRole | null;
}
export interface PublicClub {
  name: string;
  tagline: string | null;
  colours: Colours;
  logo_url: string | null;
  language: string;
  privacy_contact: string | null;
  legal_notice: string | null;
  demo: { accounts: DemoAccount[] } | null;
}
export interface Club {
  name: string;
  tagline: string | null;
  colours: Colours;
  cadence_months: number;
  newsletter_counts: boolean;
  soon_days: number;
  time_zone: string;
  targets: { newsletters: number; practice_sheets: number; meetings: number };
  weekly_hours: number | null;
  address: string | null;
  privacy_contact: string | null;
  legal_notice: string | null;
  revision: number;
  abilities?: Abilities;
}
export interface Topic {
  id: string;
  name: string;
  members?: number;
}
export interface CommuneRef {
  insee_code: string;
  name: string;
}
export interface Commune extends CommuneRef {
  postal_codes: string[];
  population: number | null;
  siren: string | null;
  epci: { siren: string; name: string } | null;
}
export interface Epci {
  siren: string;
  name: string;
  communes: number;
  population: number | null;
}
export interface Territory {
  epcis: { siren: string; name: string; communes: number }[];
  communes: (Commune & { latitude?: number | null; longitude?: number | null; added_on?: string | null })[];
  counts: { communes: number; population: number };
  revision: number;
  abilities?: Abilities;
}
export interface TerritoryChange {
  epcis: string[];
  without: string[];
  with: string[];
  on?: string;
}

/* members */
export const KINDS = ['commune', 'association', 'public_body', 'company'] as const;
export type Kind = (typeof KINDS)[number];
export const STATUSES = ['prospect', 'invited', 'active', 'paused', 'left'] as const;
export type Status = (typeof STATUSES)[number];
export const FOLLOW_UPS = ['overdue', 'never', 'soon', 'ok'] as const;
export type FollowUp = (typeof FOLLOW_UPS)[number];
export type Size = 'small' | 'large';
export type Deliverability = 'unknown' | 'ok' | 'bounced';

export interface MemberRef {
  id: string;
  name: string;
}
export interface MainContact {
  id: string;
  name: string;
  function: string | null;
  email: string | null;
  email_deliverability: Deliverability | null;
  phone: string | null;
}
export interface MemberCard extends MemberRef {
  kind: Kind;
  size: Size | null;
  status: Status;
  ex_officio: boolean;
  commune: CommuneRef | null;
  postal_code: string | null;
  main_contact: MainContact | null;
  email: string | null;
  phone: string | null;
  topics: { id: string; name: string }[];
  joined_on: string | null;
  last_contact_on?: string | null;
  last_personal_contact_on?: string | null;
  contact_due_on?: string | null;
  follow_up?: FollowUp | null;
  archived_at: string | null;
  revision: number;
  abilities?: Abilities;
}
export interface StatusStep {
  status: Status;
  since: string;
  precision: 'day' | 'month' | 'year';
  reason: string | null;
}
export interface Contact {
  id: string;
  person: { id: string; given_name: string | null; family_name: string | null; name: string };
  function: string | null;
  email: string | null;
  email_deliverability: Deliverability | null;
  phone: string | null;
  mobile: string | null;
  preferred_channel: 'email' | 'phone' | 'paper' | null;
  main: boolean;
  from_on: string | null;
  to_on: string | null;
  source: string | null;
  informed_on: string | null;
  consent: { state: 'none' | 'given' | 'objected'; on: string | null; origin: string | null } | null;
  revision: number;
}
export interface ContactForm {
  given_name?: string | null;
  family_name?: string | null;
  function?: string | null;
  email?: string | null;
  phone?: string | null;
  mobile?: string | null;
  preferred_channel?: 'email' | 'phone' | 'paper' | null;
  main?: boolean;
  from_on?: string | null;
  to_on?: string | null;
}
export interface MemberPage extends MemberCard {
  legal_name: string | null;
  street: string | null;
  siren: string | null;
  siret: string | null;
  rna: string | null;
  amalia: string | null;
  amalia_court: string | null;
  insee_code: string | null;
  website: string | null;
  description: string | null;
  internal_notes?: string | null;
  referent?: { account_id: string; name: string } | null;
  left_on: string | null;
  verified_on: string | null;
  source?: string | null;
  created_at: string;
  updated_at: string;
  contacts: Contact[];
  status_history: StatusStep[];
}
export interface MemberForm {
  name?: string;
  kind?: Kind;
  size?: Size | null;
  status?: Status;
  legal_name?: string | null;
  street?: string | null;
  postal_code?: string | null;
  /** INSEE code or name. */
  commune?: string | null;
  insee_code?: string | null;
  siren?: string | null;
  siret?: string | null;
  rna?: string | null;
  amalia?: string | null;
  amalia_court?: string | null;
  email?: string | null;
  phone?: string | null;
  website?: string | null;
  description?: string | null;
  internal_notes?: string | null;
  referent_id?: string | null;
  topics?: string[];
}
export interface MemberQuery {
  q?: string;
  kind?: string;
  status?: string;
  commune?: string;
  topic?: string;
  follow_up?: string;
  referent?: string;
  archived?: boolean;
  sort?: string;
  limit?: number;
  cursor?: string;
  with_total?: boolean;
}
export interface MemberCounts {
  total: number;
  kind: Partial<Record<Kind, number>>;
  status: Partial<Record<Status, number>>;
  follow_up: Partial<Record<FollowUp, number>>;
}
export interface Likeness {
  member: MemberCard;
  reason: 'identifier' | 'email' | 'name';
  score: number;
}
export interface AuditLine {
  id: string;
  at: string;
  by: { kind: string; name: string | null };
  way: string;
  verb: string;
  changes: { field: string; before: unknown; after: unknown }[];
  /** What kind of record: `member`, `account`, `club`… */
  record: string;
  record_id: string | null;
  /** The record's name at that time. */
  label: string;
}

/* follow-up */
export const CHANNELS = ['call', 'visit', 'meeting', 'email'] as const;
export type Channel =
  | (typeof CHANNELS)[number]
  | 'event'
  | 'paper_letter'
  | 'request'
  | 'profile'
  | 'newsletter';
export const OUTCOMES = ['reached', 'no_answer', 'call_back', 'wrong_number'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export interface Interaction {
  id: string;
  channel: Channel;
  class: 'met' | 'spoken' | 'written' | 'mass';
  direction: 'outbound' | 'inbound';
  on: string;
  outcome: Outcome;
  summary: string | null;
  contact: { id: string; name: string } | null;
  members: MemberRef[];
  by: string | { name: string } | null;
  /** `typed` by a person; anything else wrote itself. */
  source: string;
  revision: number;
  abilities?: Abilities;
}
export interface InteractionForm {
  channel: Channel;
  direction: 'outbound' | 'inbound';
  on: string;
  outcome: Outcome;
  summary: string | null;
  contact_id?: string | null;
}
export interface Due {
  member: MemberCard;
  phone: string | null;
  main_contact: MainContact | null;
  last_interactions: Interaction[];
  postponed_until: string | null;
  reason_unreachable: 'no_address' | 'bounced' | null;
}
export interface FollowUpCounts {
  active: number;
  ok: number;
  soon: number;
  overdue: number;
  never: number;
  unreachable: number;
}

/* imports */
export type ImportState = 'reading' | 'ready' | 'committing' | 'committed' | 'undone' | 'failed';
export const ROW_OUTCOMES = [
  'doubt',
  'refused',
  'create',
  'update',
  'unchanged',
  'warning',
  'repaired',
  'ignored',
] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];
export interface ImportProblem {
  row: number;
  column: string | null;
  letter: string | null;
  code: string;
  detail: string;
  severity: string;
  suggestion?: string | null;
}
export interface ImportCard {
  id: string;
  file_name: string;
  format: string;
  state: ImportState;
  counts: ({ rows: number } & Record<RowOutcome, number>) | null;
  created_at: string;
  by: string | { name: string } | null;
  committed_at: string | null;
  abilities?: Abilities;
}
export interface ImportColumn {
  index: number;
  letter: string;
  title: string | null;
  field: string | null;
  guessed: boolean;
  samples: string[];
}
export interface Import extends ImportCard {
  encoding: string | null;
  separator: string | null;
  sheets: { name: string; rows: number; header_row: number | null; chosen: boolean }[];
  columns: ImportColumn[];
  fields: { name: string; label: string; group: string }[];
  default_kind: Kind | null;
  unknown_kinds: string[];
  notes: string[];
  problems: ImportProblem[];
  blocking: string[];
  progress: number | { done: number; total: number } | null;
  revision: number;
  change_set_id: string | null;
}
export interface Candidate {
  member_id?: string | null;
  row?: number | null;
  name: string;
  commune: string | null;
  reason: string;
  score: number;
}
export interface Decision {
  do: 'create' | 'update' | 'merge' | 'skip' | 'leave_out';
  member_id?: string;
  row?: number;
  columns?: string[];
}
export interface ImportRow {
  number: number;
  sheet: string | null;
  outcome: RowOutcome;
  name: string | null;
  hidden: boolean;
  member: MemberRef | null;
  candidates: Candidate[];
  differences: { field: string; before: unknown; after: unknown }[];
  repairs: {
    column: string | null;
    letter: string | null;
    before: string;
    after: string;
    detail: string | null;
  }[];
  problems: ImportProblem[];
  decision: Decision | null;
  cells: (string | null)[];
}
export interface ImportPatch {
  sheet?: string;
  header_row?: number;
  mapping?: Record<string, string | null>;
  default_kind?: Kind | null;
  kinds?: Record<string, Kind>;
  decisions?: Record<string, Decision | null>;
}

/* platform */
export interface Delivery {
  id: string;
  purpose: string;
  to: string;
  subject: string;
  state: 'kept' | 'queued' | 'sent' | 'failed' | 'uncertain';
  created_at: string;
  sent_at: string | null;
}
export interface DeliveryPage extends Delivery {
  html: string | null;
  text: string | null;
}
