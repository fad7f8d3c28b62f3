//! What goes over the wire.

use chrono::NaiveDate;
use kernel::{
    patch::Change,
    trade::{Consent, ConsentWay, Deliverability, LegalBasis, PreferredChannel},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// A person, known once however many organisations they act in.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ContactPerson {
    pub id: Uuid,
    pub given_name: String,
    pub family_name: String,
    pub name: String,
}

/// What the holder of an address said about being written to, when, and on which occasion.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ContactConsent {
    pub state: Consent,
    pub on: Option<NaiveDate>,
    pub origin: Option<String>,
}

/// A person with a function in a member.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Contact {
    pub id: Uuid,
    pub member_id: Uuid,
    pub person: ContactPerson,
    #[schema(example = "Présidente")]
    pub function: Option<String>,
    pub email: Option<String>,
    /// Null without an address.
    pub email_deliverability: Option<Deliverability>,
    /// E.164.
    pub phone: Option<String>,
    /// E.164.
    pub mobile: Option<String>,
    pub preferred_channel: Option<PreferredChannel>,
    /// Whether the person asked for the newsletter, or not to get it; null when nothing was said.
    pub newsletter_wish: Option<bool>,
    /// Whom to talk to first; one per member.
    pub main: bool,
    pub from_on: Option<NaiveDate>,
    /// The last day; a contact whose last day is past has ended.
    pub to_on: Option<NaiveDate>,
    /// Where the data comes from: `screen`, `api`, `import`… Null for those who act for the member.
    pub source: Option<String>,
    /// When the person was told that their data is kept here.
    pub informed_on: Option<NaiveDate>,
    /// On which ground it is kept; null for the club's usual one.
    pub basis: Option<LegalBasis>,
    /// Of the address; null without one.
    pub consent: Option<ContactConsent>,
    /// The member's: people and record change together.
    pub revision: i64,
}

/// A person to add to a member: by `person_id`, or by name.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"given_name": "Odile", "family_name": "Kern", "function": "Présidente", "email": "odile@vieux-rabots.example", "phone": "03 53 01 00 18"}))]
pub struct NewContact {
    /// Somebody who is known already, from `GET /people`.
    pub person_id: Option<Uuid>,
    #[validate(length(max = 100))]
    pub given_name: Option<String>,
    #[validate(length(max = 100))]
    pub family_name: Option<String>,
    #[validate(length(max = 200))]
    pub function: Option<String>,
    #[validate(length(max = 300))]
    pub email: Option<String>,
    #[validate(length(max = 100))]
    pub phone: Option<String>,
    #[validate(length(max = 100))]
    pub mobile: Option<String>,
    pub preferred_channel: Option<PreferredChannel>,
    pub newsletter_wish: Option<bool>,
    /// The first one is main whatever this says.
    pub main: Option<bool>,
    pub from_on: Option<NaiveDate>,
    /// The last day.
    pub to_on: Option<NaiveDate>,
    pub informed_on: Option<NaiveDate>,
    /// Where the data comes from, in a few words; the way it came in when absent.
    #[validate(length(min = 1, max = 200))]
    pub source: Option<String>,
    pub basis: Option<LegalBasis>,
}

/// What to change (JSON merge patch): absent fields stay, null clears. A name changes wherever the person is known.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"function": "Trésorière", "mobile": null}))]
pub struct ContactChanges {
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 100)]
    pub given_name: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 100)]
    pub family_name: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub function: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 300)]
    pub email: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 100)]
    pub phone: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 100)]
    pub mobile: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<PreferredChannel>)]
    pub preferred_channel: Change<PreferredChannel>,
    #[serde(default)]
    #[schema(value_type = Option<bool>)]
    pub newsletter_wish: Change<bool>,
    /// False hands it to the next person; who is alone stays main.
    pub main: Option<bool>,
    #[serde(default)]
    #[schema(value_type = Option<NaiveDate>)]
    pub from_on: Change<NaiveDate>,
    /// The last day.
    #[serde(default)]
    #[schema(value_type = Option<NaiveDate>)]
    pub to_on: Change<NaiveDate>,
    #[serde(default)]
    #[schema(value_type = Option<NaiveDate>)]
    pub informed_on: Change<NaiveDate>,
    /// Where the data comes from, in a few words.
    #[validate(length(min = 1, max = 200))]
    pub source: Option<String>,
    #[serde(default)]
    #[schema(value_type = Option<LegalBasis>)]
    pub basis: Change<LegalBasis>,
}

fn given<T>(value: Option<T>) -> Change<T> {
    value.map_or(Change::Keep, Change::Set)
}

impl NewContact {
    /// The same as changes to an empty contact.
    pub fn changes(self) -> ContactChanges {
        ContactChanges {
            given_name: given(self.given_name),
            family_name: given(self.family_name),
            function: given(self.function),
            email: given(self.email),
            phone: given(self.phone),
            mobile: given(self.mobile),
            preferred_channel: given(self.preferred_channel),
            newsletter_wish: given(self.newsletter_wish),
            main: self.main,
            from_on: given(self.from_on),
            to_on: given(self.to_on),
            informed_on: given(self.informed_on),
            source: self.source,
            basis: given(self.basis),
        }
    }
}

/// What the holder of a contact's address said. An import or an edit never changes it; only this does.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"state": "objected", "on": "2026-11-20", "origin": "Par téléphone"}))]
pub struct ConsentForm {
    pub state: Consent,
    /// Today when absent.
    pub on: Option<NaiveDate>,
    /// On which occasion.
    #[validate(length(min = 1, max = 200))]
    pub origin: String,
    /// By which way they said it; `other` when absent.
    pub way: Option<ConsentWay>,
    /// What they read before they said it.
    #[validate(length(max = 5_000))]
    pub text_shown: Option<String>,
}

/// Which people of a member.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ContactsQuery {
    /// Those who have ended, instead of those who are there.
    pub ended: Option<bool>,
}

/// How a contact goes.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EndQuery {
    /// Forgets the person's data instead of ending the contact.
    pub erase: Option<bool>,
}

/// What people are looked up by.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PeopleQuery {
    /// The beginning of a name, or of an e-mail address; at least two characters.
    #[validate(length(min = 2, max = 100))]
    #[param(min_length = 2, max_length = 100)]
    pub q: String,
    /// 1 to 50, 10 when absent.
    #[validate(range(min = 1, max = 50))]
    #[param(minimum = 1, maximum = 50)]
    pub limit: Option<u64>,
}

/// Where a person has a function.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PersonFunction {
    pub member_id: Uuid,
    pub name: String,
    pub function: Option<String>,
    pub email: Option<String>,
}

/// Somebody who is known.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PersonCard {
    pub id: Uuid,
    pub given_name: String,
    pub family_name: String,
    pub name: String,
    pub functions: Vec<PersonFunction>,
}
