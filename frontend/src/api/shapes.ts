type Op<Query, Body, Answer, Path = never> = {
  parameters: {
    query?: Query;
    header?: { 'If-Match'?: string; 'Idempotency-Key'?: string };
    cookie?: never;
  } & ([Path] extends [never] ? { path?: never } : { path: Path });
  responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': Answer } } };
} & ([Body] extends [never]
  ? { requestBody?: never }
  : { requestBody: { content: { 'application/json': Body } } });
type Id = { id: string };
interface List<T> {
  items: T[];
  next_cursor?: string | null;
  total?: number | null;
}
export interface Colours {
  brand: string;
  spark: string;
}
export interface Club {
  name: string;
  tagline: string;
  colours: Colours;
  logo_url?: string | null;
  language: string;
  cadence_months: number;
  newsletter_counts: boolean;
  soon_days: number;
  time_zone: string;
  targets: { newsletters: number; practice_sheets: number; meetings: number };
  weekly_hours: number;
  address: string;
  privacy_contact: string;
  legal_notice: string;
  demo: boolean;
  revision: number;
  abilities: Record<string, { allowed: boolean; reason?: string }>;
}
export interface Topic {
  id: string;
  name: string;
  position: number;
  revision: number;
}
export interface Commune {
  insee_code: string;
  name: string;
  postal_codes: string[];
  population?: number | null;
  siren?: string | null;
  epci?: { siren: string; name: string } | null;
}
export interface Epci {
  siren: string;
  name: string;
  communes: number;
  population: number;
}
export interface Territory {
  epcis: { siren: string; name: string; communes: number }[];
  without: string[];
  with: string[];
  communes: (Commune & { latitude?: number | null; longitude?: number | null; added_on: string })[];
  counts: { communes: number; population: number };
  revision: number;
  abilities: Record<string, { allowed: boolean; reason?: string }>;
}
export interface TerritoryChange {
  epcis: string[];
  without: string[];
  with: string[];
  on?: string | null;
}
export interface Pending {
  '/club': {
    get: Op<never, never, Club>;
    patch: Op<never, Partial<Omit<Club, 'abilities' | 'revision'>>, Club>;
  };
  '/topics': { get: Op<never, never, List<Topic>>; post: Op<never, { name: string }, Topic> };
  '/topics/{id}': {
    patch: Op<never, { name?: string; position?: number }, Topic, Id>;
    delete: Op<never, never, undefined, Id>;
  };
  '/communes': { get: Op<{ q?: string; epci?: string; limit?: number }, never, List<Commune>> };
  '/epcis': { get: Op<{ q?: string; limit?: number }, never, List<Epci>> };
  '/territory': {
    get: Op<never, never, Territory>;
    put: Op<never, TerritoryChange, { added: number; removed: number; territory: Territory }>;
  };
  '/imports/{id}/commit': { post: Op<never, never, import('./contract').Import, Id> };
  '/imports/{id}/undo': { post: Op<never, never, import('./contract').Import, Id> };
}
