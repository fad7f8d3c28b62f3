//! What a row says of a member, in the form the members keep it. `None` and empty mean that the row says nothing.

use chrono::NaiveDate;
use kernel::trade::{Channel, MemberKind, MemberSize, MemberStatus, Precision};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::features::members::Values;

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MemberDraft {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<MemberKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<MemberSize>,
    /// As a column, a colour or the sheet says; a new member of which nothing is said is active.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<MemberStatus>,
    /// Whether `status` is what the sheet is about (a list of prospects) and not what the row says.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub status_from_sheet: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ex_officio: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub joined_on: Option<DraftDay>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_on: Option<DraftDay>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_ref: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member_id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub siren: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub siret: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rna: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amalia: Option<String>,
    /// Of a member that is a commune: its own code. Where others are is `commune_code`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insee_code: Option<String>,
    /// Lines apart by `\n`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// INSEE code of the commune where it is, when it could be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commune_code: Option<String>,
    /// Official name, or the text of the cell where it could not be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commune_name: Option<String>,
    /// Of the organisation itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Of the organisation itself. E.164.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub internal_notes: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charter_answer: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// Fields of the club, by key.
    #[serde(skip_serializing_if = "Values::is_empty")]
    pub custom: Values,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_contact: Option<LastContact>,
    /// The first one is the main contact of a new member.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<ContactDraft>,
}

impl MemberDraft {
    /// The status of a member made of this row.
    pub fn status_when_new(&self) -> MemberStatus {
        match self.status {
            Some(status) => status,
            None if self.left_on.is_some() => MemberStatus::Left,
            None => MemberStatus::Active,
        }
    }
}

/// A day and how precisely it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftDay {
    pub on: NaiveDate,
    pub precision: Precision,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastContact {
    pub on: NaiveDate,
    pub precision: Precision,
    /// As the words beside the day tell.
    pub channel: Option<Channel>,
}

/// A person, or only an address or a telephone of the organisation: then both names are empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContactDraft {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub given_name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub family_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub function: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// E.164.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// E.164.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
    /// What a column "newsletter" said: an indication, no consent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub newsletter_wish: Option<bool>,
}

impl ContactDraft {
    pub fn is_named(&self) -> bool {
        !self.given_name.is_empty() || !self.family_name.is_empty()
    }

    /// Given name first, as it is spoken.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name).trim().to_owned()
    }

    /// One line that names the contact: `Estelle Muhlgassel, Adjointe, estelle@…, 03 53 …`.
    pub fn line(&self) -> String {
        let phones = [&self.phone, &self.mobile].map(|phone| phone.as_deref().map(shown_phone));
        let parts = [Some(self.full_name()), self.function.clone(), self.email.clone()].into_iter().chain(phones);
        parts.flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// The national form of a stored number; what is no number stays as it is.
pub(super) fn shown_phone(e164: &str) -> String {
    kernel::phone::Phone::parse(e164).map_or_else(|_| e164.to_owned(), |read| read.phone.national())
}
