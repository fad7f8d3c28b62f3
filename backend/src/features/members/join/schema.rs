//! What goes over the wire.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use kernel::trade::{MemberKind, MemberSize};
use platform::web::abilities::Ability;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use super::super::schema::{Duplicate, MemberCommune, MemberTopic, NewMember};

/// What the public form needs: whether the club takes requests, its words, its topics, and a ticket to hand in.
#[derive(Debug, Serialize, ToSchema)]
pub struct JoinFormWords {
    pub open: bool,
    /// What the club says of itself and of joining; may be empty.
    pub words: String,
    /// What members of the club want together; null when the club has written nothing.
    pub charter: Option<String>,
    pub topics: Vec<MemberTopic>,
    /// Whom one asks about personal data.
    pub privacy_contact: String,
    /// Whether organisations and addresses can be looked up.
    pub look_ups: bool,
    /// Hours that the link in the mail is good for.
    pub valid_hours: i64,
    /// To be handed in with the request, between some seconds and a day from now.
    pub ticket: String,
}

/// Which commune is being typed.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct JoinCommuneQuery {
    /// A name or its beginning, a postal code or its first digits.
    #[validate(length(min = 2, max = 100))]
    #[param(min_length = 2, max_length = 100, example = "selest")]
    pub q: String,
}

/// A commune, and whether it belongs to the club's territory.
#[derive(Debug, Serialize, ToSchema)]
pub struct JoinCommune {
    #[schema(example = "67462")]
    pub insee_code: String,
    #[schema(example = "Sélestat")]
    pub name: String,
    pub postal_codes: Vec<String>,
    pub in_territory: bool,
}

/// The organisation that asks.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JoinOrganisation {
    #[validate(length(min = 1, max = 200))]
    pub name: String,
    pub kind: MemberKind,
    pub size: Option<MemberSize>,
    /// INSEE code or name of the commune it is in.
    #[validate(length(min = 1, max = 200))]
    pub commune: String,
    #[validate(length(max = 300))]
    pub street: Option<String>,
    #[validate(length(max = 20))]
    pub postal_code: Option<String>,
    #[validate(length(max = 30))]
    pub siren: Option<String>,
    #[validate(length(max = 40))]
    pub siret: Option<String>,
    #[validate(length(max = 30))]
    pub rna: Option<String>,
    #[validate(length(max = 30))]
    pub amalia: Option<String>,
    #[validate(length(max = 254))]
    pub email: Option<String>,
    #[validate(length(max = 60))]
    pub phone: Option<String>,
    #[validate(length(max = 300))]
    pub website: Option<String>,
    /// What it does, in a few words.
    #[validate(length(max = 2000))]
    pub description: Option<String>,
}

impl JoinOrganisation {
    /// The same as the form of a new member.
    pub fn as_member(self) -> NewMember {
        NewMember {
            name: self.name,
            kind: self.kind,
            size: self.size,
            status: None,
            since: None,
            legal_name: None,
            street: self.street,
            postal_code: self.postal_code,
            commune: Some(self.commune),
            siren: self.siren,
            siret: self.siret,
            rna: self.rna,
            amalia: self.amalia,
            amalia_court: None,
            insee_code: None,
            email: self.email,
            phone: self.phone,
            website: self.website,
            description: self.description,
            internal_notes: None,
            referent_id: None,
            topics: Vec::new(),
            verified_on: None,
            custom: BTreeMap::new(),
        }
    }
}

/// Who asks for it, and will act for it.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JoinPerson {
    #[validate(length(min = 1, max = 100))]
    pub given_name: String,
    #[validate(length(min = 1, max = 100))]
    pub family_name: String,
    /// What they do in the organisation.
    #[validate(length(max = 200))]
    pub function: Option<String>,
    /// The link that proves it is sent here.
    #[validate(length(min = 1, max = 254))]
    pub email: String,
    #[validate(length(max = 100))]
    pub phone: Option<String>,
}

/// A request to join.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "ticket": "1795424400.3q2-7w", "organisation": {"name": "Au Pain des Bois", "kind": "company", "commune": "67462"},
    "person": {"given_name": "Élise", "family_name": "Exemple", "email": "elise@pain-des-bois.example"}}))]
pub struct JoinForm {
    /// From `GET /public/join`.
    #[validate(length(min = 1, max = 200))]
    pub ticket: String,
    #[validate(nested)]
    pub organisation: JoinOrganisation,
    #[validate(nested)]
    pub person: JoinPerson,
    /// Topics that interest it, by id.
    #[serde(default)]
    #[validate(length(max = 50))]
    pub topics: Vec<Uuid>,
    /// Anything to tell the team.
    #[validate(length(max = 2000))]
    pub message: Option<String>,
    /// Whether it shares the charter's words; joining does not depend on it.
    #[serde(default)]
    pub charter_agreed: bool,
    /// Whether the person also wants the letter; asked once more behind the link.
    #[serde(default)]
    pub newsletter: bool,
    /// Leave it empty: people don't see it.
    #[validate(length(max = 500))]
    pub fax: Option<String>,
}

/// What happens next. The same for everyone who asks.
#[derive(Debug, Serialize, ToSchema)]
pub struct JoinAsked {
    /// Hours that the link in the mail is good for.
    pub valid_hours: i64,
    /// Whether the commune belongs to the territory. Outside it, one may ask all the same; the team decides.
    pub in_territory: bool,
}

/// The token of the link in the mail.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JoinToken {
    #[validate(length(min = 1, max = 200))]
    pub token: String,
}

/// Confirms a request.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JoinConfirmForm {
    #[validate(length(min = 1, max = 200))]
    pub token: String,
    /// Whether the letter shall come to the address that the link was sent to.
    #[serde(default)]
    pub newsletter: bool,
}

/// A request, for whoever holds the link of its mail.
#[derive(Debug, Serialize, ToSchema)]
pub struct JoinReview {
    /// The organisation's name.
    pub organisation: String,
    /// The person's name.
    pub person: String,
    pub in_territory: bool,
    /// Whether the letter was asked for in the form, or since confirmed.
    pub newsletter: bool,
    pub confirmed: bool,
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum JoinState {
    Waiting,
    Approved,
    Refused,
    /// A newer one of the same organisation took its place.
    Replaced,
}

impl JoinState {
    pub const ALL: [JoinState; 4] = [JoinState::Waiting, JoinState::Approved, JoinState::Refused, JoinState::Replaced];

    pub fn as_str(self) -> &'static str {
        match self {
            JoinState::Waiting => "waiting",
            JoinState::Approved => "approved",
            JoinState::Refused => "refused",
            JoinState::Replaced => "replaced",
        }
    }
}

/// Which requests.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct JoinRequestQuery {
    /// `waiting` when absent, the oldest first; of the others the newest first.
    pub state: Option<JoinState>,
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    #[validate(length(max = 2000))]
    pub cursor: Option<String>,
    pub with_total: Option<bool>,
}

/// Who asked. Kept with the request, and blanked when the person is forgotten.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct JoinApplicant {
    pub given_name: String,
    pub family_name: String,
    pub function: Option<String>,
    pub email: String,
    /// E.164.
    pub phone: Option<String>,
    /// What they told the team.
    pub message: Option<String>,
    /// On which ground their data is kept: `public_task` (GDPR art. 6(1)(e)).
    pub basis: String,
    /// When they were told so, in the form.
    pub informed_on: NaiveDate,
}

/// A confirmed request.
#[derive(Debug, Serialize, ToSchema)]
pub struct JoinRequestCard {
    pub id: Uuid,
    pub state: JoinState,
    pub organisation: JoinOrganisation,
    pub commune: Option<MemberCommune>,
    pub in_territory: bool,
    pub applicant: JoinApplicant,
    pub topics: Vec<MemberTopic>,
    pub charter_agreed: bool,
    /// Whether the letter was asked for, and confirmed behind the link.
    pub newsletter: bool,
    pub asked_at: DateTime<Utc>,
    pub confirmed_at: Option<DateTime<Utc>>,
    /// It has waited for more than a week.
    pub late: bool,
    pub decided_at: Option<DateTime<Utc>>,
    pub decided_by: Option<String>,
    /// What a refusal says.
    pub reason: Option<String>,
    /// The member it became, or was joined to.
    pub member_id: Option<Uuid>,
    /// By verb: `approve`, `refuse`, `erase`.
    pub abilities: BTreeMap<&'static str, Ability>,
}

/// A request with the members that may be the same organisation.
#[derive(Debug, Serialize, ToSchema)]
pub struct JoinRequestPage {
    #[serde(flatten)]
    pub card: JoinRequestCard,
    /// The likeliest first; none once it is decided.
    pub duplicates: Vec<Duplicate>,
}

/// Takes a request in.
#[derive(Debug, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct ApproveForm {
    /// The member that it is; a new one is made when absent.
    pub member_id: Option<Uuid>,
}

/// Says no to a request.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "Votre commune relève du club voisin, qui vous accueillera volontiers."}))]
pub struct RefuseForm {
    /// Sent to the applicant as it stands.
    #[validate(length(min = 1, max = 2000))]
    pub reason: String,
}
