/** The operations this client calls, in the form openapi-fetch understands. */
import type * as S from './shapes';

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
type Page = { cursor?: string; limit?: number };

export interface paths {
  '/auth/login': { post: Op<never, { email: string; password: string; otp?: string }, S.Session> };
  '/auth/logout': { post: Op<never, never, undefined> };
  '/auth/link': { post: Op<never, { email: string }, undefined> };
  '/auth/link/redeem': { post: Op<never, { token: string }, S.Session> };
  '/auth/password/forgotten': { post: Op<never, { email: string }, undefined> };
  '/auth/password/reset': { post: Op<never, { token: string; password: string }, S.Session> };
  '/auth/password': { post: Op<never, { current: string; new: string }, undefined> };
  '/auth/invitation/accept': {
    post: Op<
      never,
      { token: string; password: string; given_name?: string; family_name?: string },
      S.Session
    >;
  };
  '/me': {
    get: Op<never, never, S.Account>;
    patch: Op<never, { given_name?: string; family_name?: string; language?: string }, S.Account>;
  };
  '/me/sessions': { get: Op<never, never, S.List<S.OpenSession>> };
  '/me/sessions/{id}': { delete: Op<never, never, undefined, Id> };
  '/accounts': {
    get: Op<Page & { q?: string; role?: string; status?: string; sort?: string }, never, S.List<S.Account>>;
    post: Op<never, S.Invitation, S.Account>;
  };
  '/accounts/{id}': {
    patch: Op<never, Partial<S.Invitation>, S.Account, Id>;
    delete: Op<never, never, undefined, Id>;
  };
  '/accounts/{id}/restore': { post: Op<never, never, S.Account, Id> };
  '/accounts/{id}/invite': { post: Op<never, never, undefined, Id> };
  '/api-keys': {
    get: Op<never, never, S.List<S.ApiKey>>;
    post: Op<never, { name: string; scopes: S.Scope[]; expires_on?: string }, S.NewApiKey>;
  };
  '/api-keys/{id}': { delete: Op<never, never, undefined, Id> };

  '/public/club': { get: Op<never, never, S.PublicClub> };
  '/club': { get: Op<never, never, S.Club>; patch: Op<never, Partial<S.Club>, S.Club> };
  '/topics': { get: Op<never, never, S.List<S.Topic>>; post: Op<never, { name: string }, S.Topic> };
  '/topics/{id}': {
    patch: Op<never, { name: string }, S.Topic, Id>;
    delete: Op<never, never, undefined, Id>;
  };
  '/communes': { get: Op<{ q?: string; epci?: string; limit?: number }, never, S.List<S.Commune>> };
  '/epcis': { get: Op<{ q?: string; limit?: number }, never, S.List<S.Epci>> };
  '/territory': {
    get: Op<never, never, S.Territory>;
    put: Op<never, S.TerritoryChange, { added: number; removed: number; territory: S.Territory }>;
  };

  '/members': {
    get: Op<S.MemberQuery, never, S.List<S.MemberCard>>;
    post: Op<never, S.MemberForm, S.MemberPage>;
  };
  '/members/counts': { get: Op<S.MemberQuery, never, S.MemberCounts> };
  '/members/duplicates': {
    get: Op<
      {
        name?: string;
        commune?: string;
        siren?: string;
        siret?: string;
        rna?: string;
        email?: string;
        except?: string;
      },
      never,
      S.List<S.Likeness>
    >;
  };
  '/members/{id}': {
    get: Op<never, never, S.MemberPage, Id>;
    patch: Op<never, S.MemberForm, S.MemberPage, Id>;
    delete: Op<never, never, undefined, Id>;
  };
  '/members/{id}/restore': { post: Op<never, never, S.MemberPage, Id> };
  '/members/{id}/status': {
    post: Op<never, { status: S.Status; since: string; reason?: string }, S.MemberPage, Id>;
  };
  '/members/{id}/contacts': { post: Op<never, S.ContactForm, S.Contact, Id> };
  '/contacts/{id}': {
    patch: Op<never, S.ContactForm, S.Contact, Id>;
    delete: Op<never, never, undefined, Id>;
  };
  '/members/{id}/audit': { get: Op<Page, never, S.List<S.AuditLine>, Id> };
  '/audit': { get: Op<Page & { feature?: string }, never, S.List<S.AuditLine>> };

  '/members/{id}/interactions': { get: Op<Page, never, S.List<S.Interaction>, Id> };
  '/interactions': { post: Op<never, S.InteractionForm & { member_ids: string[] }, S.Interaction> };
  '/interactions/{id}': {
    patch: Op<never, Partial<S.InteractionForm>, S.Interaction, Id>;
    delete: Op<never, never, undefined, Id>;
  };
  '/follow-up/due': { get: Op<Page & { state?: string }, never, S.List<S.Due>> };
  '/follow-up/counts': { get: Op<never, never, S.FollowUpCounts> };
  '/members/{id}/postpone': { post: Op<never, { until: string | null; reason: string }, undefined, Id> };

  '/imports': { get: Op<Page, never, S.List<S.ImportCard>>; post: Op<never, { file: string }, S.Import> };
  '/imports/{id}': {
    get: Op<never, never, S.Import, Id>;
    patch: Op<never, S.ImportPatch, S.Import, Id>;
    delete: Op<never, never, undefined, Id>;
  };
  '/imports/{id}/rows': { get: Op<Page & { outcome?: string }, never, S.List<S.ImportRow>, Id> };
  '/imports/{id}/commit': { post: Op<never, never, S.Import, Id> };
  '/imports/{id}/undo': { post: Op<never, never, S.Import, Id> };

  '/deliveries': { get: Op<Page, never, S.List<S.Delivery>> };
  '/deliveries/{id}': { get: Op<never, never, S.DeliveryPage, Id> };
}
