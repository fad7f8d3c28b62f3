/** The contract under the names that the screens use: every type is read off the generated schema. */

import type { components, paths as Served } from './schema';

type Schemas = components['schemas'];

/** The calls, without the base that all of them share. */
export type paths = {
  [Path in keyof Served as Path extends `/api/v1${infer Rest}` ? Rest : never]: Served[Path];
};

export type Ability = Schemas['Ability'];
export type Abilities = Record<string, Ability>;

export interface List<T> {
  items: T[];
  next_cursor?: string | null;
  total?: number | null;
}

/* accounts */
export type Account = Schemas['Account'];
export type StaffRole = Schemas['StaffRole'];
export type SeatRole = Schemas['MemberRole'];
export type Session = Schemas['Session'];
export type FirstAccount = Schemas['SetupForm'];
export type Invitation = Schemas['InviteForm'];
export type AccountChanges = Schemas['AccountPatch'];
export type Enrolment = Schemas['Enrolment'];
export type ApiKey = Schemas['KeyCard'];
export type Scope = Schemas['Scope'];
export const SCOPES = [
  'members:read',
  'members:write',
  'contacts:read',
  'contacts:write',
  'interactions:read',
  'interactions:write',
  'imports:write',
  'practice_sheets:read',
  'events:read',
  'registrations:write',
  'club:read',
] as const satisfies Scope[];

/* club */
export type PublicClub = Schemas['PublicClub'];
export type Club = Schemas['Club'];
export type ClubChanges = Schemas['ClubChanges'];
export type SetupStep = Schemas['SetupStep'];
export type MailRelay = Schemas['MailRelay'];
export type MailRelayForm = Schemas['MailRelayForm'];
export type MailTest = Schemas['MailTest'];
export type RelaySecurity = Schemas['RelaySecurity'];
export type Colours = Schemas['Colours'];
export type Topic = Schemas['Topic'];
export type Commune = Schemas['CommuneCard'];
export type Epci = Schemas['EpciCard'];
export type Territory = Schemas['Territory'];
export type TerritoryForm = Schemas['TerritoryForm'];
export type MovedCommune = Schemas['MovedCommune'];
export type Licence = Schemas['Licence'];
export const LICENCES = ['lov2', 'odbl'] as const satisfies Licence[];

/* registers */
export type OrganisationFound = Schemas['OrganisationFound'];
export type AddressFound = Schemas['AddressFound'];

/* members */
export type JoinForm = Schemas['JoinForm'];
export type JoinAsked = Schemas['JoinAsked'];
export type JoinState = Schemas['JoinState'];
export type JoinRequest = Schemas['JoinRequestCard'];
export type Kind = Schemas['MemberKind'];
export const KINDS = ['commune', 'association', 'public_body', 'company'] as const satisfies Kind[];
export type Status = Schemas['MemberStatus'];
export const STATUSES = ['prospect', 'invited', 'active', 'paused', 'left'] as const satisfies Status[];
export type FollowUp = Schemas['FollowUp'];
export const FOLLOW_UPS = ['overdue', 'never', 'soon', 'ok'] as const satisfies FollowUp[];
export type Size = Schemas['MemberSize'];

export interface MemberRef {
  id: string;
  name: string;
}
export type MainContact = Schemas['MainContact'];
export type MemberCard = Schemas['MemberCard'];
export type Duplicate = Schemas['Duplicate'];
export type DuplicatePair = Schemas['DuplicatePair'];
export type PairForm = Schemas['PairForm'];
export type Merge = Schemas['Merge'];
export type MergeField = Schemas['MergeField'];
export type MergeMove = Schemas['MergeMove'];
export type MergeChoice = MergeField['choice'];
export type PastMerge = Schemas['PastMerge'];
export type MemberPage = Schemas['MemberPage'];
export type Referent = Schemas['Referent'];
export type NewMember = Schemas['NewMember'];
export type MemberForm = Schemas['MemberChanges'];
export type HistoryStep = Schemas['StepForm'];
export type Precision = Schemas['Precision'];
export type MemberQuery = NonNullable<paths['/members']['get']['parameters']['query']>;
export type MemberCounts = Schemas['MemberCounts'];
export type MemberRecord = Schemas['MemberRecord'];
export type FilterFields = Schemas['FilterFields'];
export type FilterField = Schemas['FilterField'];
export type Which = Schemas['Which'];
export type MemberField = Schemas['MemberField'];
export type NewMemberField = Schemas['NewMemberField'];
export type MemberFieldChanges = Schemas['MemberFieldChanges'];
export const FIELD_KINDS = [
  'text',
  'number',
  'date',
  'choice',
  'yes_no',
] as const satisfies Schemas['FieldKind'][];
export const VISIBILITIES = ['staff', 'member', 'public'] as const satisfies Schemas['Visibility'][];
export type ChangesForm = Schemas['ChangesForm'];
export type ChangesMade = Schemas['ChangesMade'];
export type ChangedRow = Schemas['RowOutcome'];
export type CommuneRef = Schemas['MemberCommune'];
export type Contact = Schemas['Contact'];
export type NewContact = Schemas['NewContact'];
export type ContactForm = Schemas['ContactChanges'];
export type AuditLine = Schemas['AuditLine'];
export type AuditQuery = NonNullable<paths['/audit']['get']['parameters']['query']>;

/* the member's own space, and what waits for the team */
export type Treatment = Schemas['Treatment'];
export const TREATMENTS = ['applies', 'waits', 'staff_only'] as const satisfies Treatment[];
export type Audience = Schemas['Audience'];
export const AUDIENCES = ['club', 'public'] as const satisfies Audience[];
export type ProfileRule = Schemas['ProfileRule'];
export type ProfileField = Schemas['ProfileField'];
export type Profile = Schemas['Profile'];
export type ProfileChanges = Schemas['ProfileChanges'];
export type ProfileChanged = Schemas['ProfileChanged'];
export type Proposal = Schemas['Proposal'];
export type ProposedField = Schemas['ProposedField'];
export type ProposalState = Schemas['ProposalState'];
export type MemberPicture = Schemas['MemberPicture'];
export type Colleague = Schemas['Colleague'];
export type ColleagueForm = Schemas['ColleagueForm'];

/* views */
export type View = Schemas['View'];
export type NewView = Schemas['NewView'];
export type ViewChanges = Schemas['ViewChanges'];
export type ViewColumn = Schemas['ViewColumn'];
export type RowDensity = Schemas['Density'];

/* follow-up */
export type Channel = Schemas['Channel'];
/** Those that a person notes; the others write themselves. */
export const CHANNELS = ['call', 'visit', 'meeting', 'email'] as const satisfies Channel[];
export type Outcome = Schemas['Outcome'];
export const OUTCOMES = ['reached', 'no_answer', 'call_back', 'wrong_number'] as const satisfies Outcome[];
export type Interaction = Schemas['Interaction'];
export type InteractionForm = Schemas['NewInteraction'];
export type Due = Schemas['DueMember'];
export type FollowUpCounts = Schemas['FollowUpCounts'];

/* imports */
export type Import = Schemas['Import'];
export type ImportCard = Schemas['ImportCard'];
export type ImportState = Schemas['ImportState'];
export type ImportPatch = Schemas['ImportChanges'];
export type ImportProblem = Schemas['ImportProblem'];
export type ImportColumn = Schemas['ImportColumn'];
export type ImportColour = Schemas['ImportColour'];
export type UnknownKind = Schemas['UnknownKind'];
export type ImportReason = Schemas['ImportReason'];
export type Candidate = Schemas['RowCandidate'];
export type Decision = Schemas['RowDecision'];
export type RowOutcome = NonNullable<
  NonNullable<paths['/imports/{id}/rows']['get']['parameters']['query']>['outcome']
>;
/** In the order in which they want attention. */
export const ROW_OUTCOMES = [
  'doubt',
  'refused',
  'create',
  'update',
  'unchanged',
  'warning',
  'repaired',
  'ignored',
  'kept',
] as const satisfies RowOutcome[];
export type ImportRow = Omit<Schemas['ImportRow'], 'outcome' | 'decision'> & {
  outcome: RowOutcome;
  decision: Decision | null;
};

/* house */
export type Delivery = Schemas['DeliveryCard'];
export type DeliveryState = Schemas['DeliveryState'];
export type DeliveryQuery = NonNullable<paths['/deliveries']['get']['parameters']['query']>;
export type Operations = Schemas['Operations'];
export type FindingMark = Schemas['Mark'];
export type Job = Schemas['JobCard'];
export type JobState = Schemas['JobState'];

/* directory */
export type Outlines = Schemas['Outlines'];
export type OutlineFile = Schemas['OutlineFile'];
export type Report = Schemas['Report'];
export type ReportState = Schemas['ReportState'];
export type ReportOutcome = Schemas['ReportOutcome'];

/* campaigns */
export type Campaign = Schemas['Campaign'];
export type NewCampaign = Schemas['NewCampaign'];
export type CampaignRecipient = Schemas['CampaignRecipient'];
export type RecipientStage = Schemas['RecipientStage'];
export const STAGES = [
  'sent',
  'right',
  'corrected',
  'other',
  'bounced',
  'unreachable',
  'waiting',
] as const satisfies RecipientStage[];
export type RecordReview = Schemas['CampaignReview'];
export type RecordFacts = Schemas['RecordFacts'];
export type RecordFixes = Schemas['RecordFixes'];
export type RecordHolder = Schemas['RecordHolder'];
export type HolderFixes = Schemas['HolderFixes'];
export type Successor = Schemas['Successor'];

/* privacy */
export type LegalBasis = Schemas['LegalBasis'];
export const LEGAL_BASES = ['public_task', 'consent', 'legal_obligation'] as const satisfies LegalBasis[];
export type PersonPrivacy = Schemas['PersonPrivacy'];
export type PersonProvenance = Schemas['PersonProvenance'];
export type ConsentEvent = Schemas['ConsentEvent'];
export type ConsentEventForm = Schemas['ConsentEventForm'];
export type ConsentPurpose = Schemas['ConsentPurpose'];
export const CONSENT_PURPOSES = ['messages', 'directory', 'photo'] as const satisfies ConsentPurpose[];
export type ConsentAction = Schemas['ConsentAction'];
export const CONSENT_ACTIONS = [
  'given',
  'refused',
  'withdrawn',
  'objected',
] as const satisfies ConsentAction[];
export type ConsentWay = Schemas['ConsentWay'];
/** Those by which somebody tells the team; the others write themselves. */
export const CONSENT_WAYS = [
  'phone',
  'email',
  'meeting',
  'paper',
  'form',
  'other',
] as const satisfies ConsentWay[];
export type PersonFile = Schemas['PersonFile'];
export type ErasurePreview = Schemas['ErasurePreview'];
export type ErasureItem = Schemas['ErasureItem'];
export type ErasureRest = Schemas['ErasureRest'];
export type Erasure = Schemas['Erasure'];
export type PrivacyTerms = Schemas['PrivacyTerms'];
export type Terms = Schemas['Terms'];
export type AccessibilityState = Schemas['AccessibilityState'];
export const ACCESSIBILITY_STATES = ['full', 'partial', 'no'] as const satisfies AccessibilityState[];
export type RetentionReport = Schemas['RetentionReport'];
export type RetentionRuleReport = Schemas['RetentionRuleReport'];
export type RetentionRule = Schemas['RetentionRule'];
export type RetentionSample = Schemas['RetentionSample'];
export type ProcessingRegister = Schemas['ProcessingRegister'];
export type Processing = Schemas['Processing'];

/* practice sheets */
export type SheetKind = Schemas['SheetKind'];
export const SHEET_KINDS = ['good_practice', 'advice'] as const satisfies SheetKind[];
export type SheetState = Schemas['SheetState'];
export const SHEET_STATES = [
  'draft',
  'submitted',
  'in_review',
  'published',
  'archived',
] as const satisfies SheetState[];
export type Sheet = Schemas['Sheet'];
export type SheetCard = Schemas['SheetCard'];
export type SheetQuery = NonNullable<paths['/practice-sheets']['get']['parameters']['query']>;
export type NewSheet = Schemas['NewSheet'];
export type SheetChanges = Schemas['SheetChanges'];
export type ContentChanges = Schemas['ContentChanges'];
export type SheetContent = Schemas['SheetContent'];
export type SheetSection = Schemas['SheetSection'];
export type SheetSections = Schemas['SheetSections'];
export type SheetPublic = Schemas['SheetPublic'];
export const SHEET_PUBLICS = [
  'households',
  'schools',
  'young_people',
  'associations',
  'companies',
  'shops',
  'public_bodies',
  'event_organisers',
  'tourists',
] as const satisfies SheetPublic[];
export type SheetFigure = Schemas['Figure'];
export type PlanStep = Schemas['PlanStep'];
export type SheetPartner = Schemas['SheetPartner'];
export type SheetMedia = Schemas['SheetMedia'];
export type MediaChanges = Schemas['MediaChanges'];
export type MediaLink = Schemas['MediaLink'];
export type SheetLack = Schemas['SheetLack'];
export type SheetSnapshot = Schemas['Snapshot'];
export type SheetVersion = Schemas['SheetVersion'];
export type SheetComment = Schemas['SheetComment'];
export type SheetTerm = Schemas['SheetTerm'];
export type SheetCounts = Schemas['SheetCounts'];
export type Keyword = Schemas['Keyword'];
export type ConfirmationWay = Schemas['ConfirmationWay'];
/** Those that the team notes; the link writes itself. */
export const CONFIRMATION_WAYS = ['phone', 'email', 'meeting'] as const satisfies ConfirmationWay[];
export type ConfirmationReview = Schemas['ConfirmationReview'];
export type InterviewAnswer = Schemas['InterviewAnswer'];
export type InterviewReview = Schemas['InterviewReview'];
export type NationalSheet = Schemas['NationalSheet'];

/* events */
export type EventKind = Schemas['EventKind'];
export const EVENT_KINDS = [
  'thematic_meeting',
  'technical_meeting',
  'visit',
  'workshop',
  'public_action',
] as const satisfies EventKind[];
export type EventState = Schemas['EventState'];
export type EventAudience = Schemas['EventAudience'];
export const EVENT_AUDIENCES = ['members', 'public'] as const satisfies EventAudience[];
export type ClubEvent = Schemas['EventPage'];
export type EventCard = Schemas['EventCard'];
export type EventShort = Schemas['EventShort'];
export type EventQuery = NonNullable<paths['/events']['get']['parameters']['query']>;
export type NewEvent = Schemas['NewEvent'];
export type EventChanges = Schemas['EventChanges'];
export type EventFile = Schemas['EventFile'];
export type EventFileKind = Schemas['EventFileKind'];
export type EventQuestion = Schemas['Question'];
export const QUESTION_KINDS = ['text', 'yes_no', 'choice'] as const satisfies EventQuestion['kind'][];
export type AgendaItem = Schemas['AgendaItem'];
export type Speaker = Schemas['Speaker'];
export type EventForMember = Schemas['EventForMember'];
export type EventProposal = Schemas['EventProposalForm'];
export type Rhythm = Schemas['Rhythm'];
export const RHYTHMS = ['week', 'month'] as const satisfies Rhythm[];
export type ClosingForm = Schemas['ClosingForm'];
export type EventInvitation = Schemas['Invitation'];
export type InvitationAnswer = Schemas['InvitationAnswer'];
export type Registration = Schemas['Registration'];
export type RegistrationState = Schemas['RegistrationState'];
export const REGISTRATION_STATES = [
  'registered',
  'waiting',
  'offered',
  'left',
] as const satisfies RegistrationState[];
export type OwnRegistration = Schemas['OwnRegistration'];
export type RegisterForm = Schemas['RegisterForm'];
export type Attendee = Schemas['Attendee'];
export type AttendanceList = Schemas['AttendanceList'];
export type Tick = Schemas['Tick'];
export type WalkIn = Schemas['WalkInForm'];
export type EventLink = Schemas['LinkView'];
export type LinkPerson = Schemas['LinkPerson'];
export type PublicEvent = Schemas['PublicEvent'];
export type Venue = Schemas['Venue'];
export type NewVenue = Schemas['NewVenue'];
export type Equipment = Schemas['Equipment'];
export type NewEquipment = Schemas['NewEquipment'];
export type KeptFile = Schemas['KeptFile'];
