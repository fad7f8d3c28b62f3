//! What goes over the wire.

pub mod mail_relay;
mod territory;

use std::collections::BTreeMap;

use kernel::{
    caller::StaffRole,
    trade::{AccessibilityState, Licence},
};
use platform::web::Ability;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

pub use territory::{
    CommuneCard, CommuneFilters, Definition, EpciCard, EpciFilters, EpciName, MovedCommune, Territory, TerritoryChange,
    TerritoryCommune, TerritoryCounts, TerritoryEpci, TerritoryForm, TerritoryMode,
};

/// A field of a merge patch that may be left out, but not cleared.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// What anyone may know of the club: enough for the sign-in page.
#[derive(Serialize, ToSchema)]
pub struct PublicClub {
    pub name: String,
    pub tagline: String,
    pub colours: Colours,
    pub logo_url: Option<String>,
    /// `fr` or `en`.
    pub language: String,
    /// Whose day it is for the club, wherever the screen stands.
    #[schema(example = "Europe/Paris")]
    pub time_zone: String,
    /// Whom members turn to: a person or a service. Empty when the club names nobody, as the two below.
    #[schema(example = "Camille Rotrieder, coordinatrice")]
    pub contact_name: String,
    #[schema(example = "club@filvert.example")]
    pub contact_email: String,
    /// In E.164 form.
    #[schema(example = "+33353010018")]
    pub contact_phone: String,
    pub privacy_contact: String,
    pub legal_notice: String,
    /// Whether anyone may look members up in a public directory.
    pub directory_open: bool,
    /// How far the site is accessible, for the foot of each page.
    pub accessibility: AccessibilityState,
    /// Only on a demo: sign-ins to try it with.
    pub demo: Option<Demo>,
}

/// `#RRGGBB` each.
#[derive(Clone, Serialize, ToSchema)]
pub struct Colours {
    /// Readable on white, and white on it: contrast of 4.5 to 1 or more.
    #[schema(example = "#0F5C43")]
    pub brand: String,
    #[schema(example = "#F3B73B")]
    pub spark: String,
}

#[derive(Serialize, ToSchema)]
pub struct Demo {
    pub accounts: Vec<DemoAccount>,
}

/// A sign-in that the demo offers.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct DemoAccount {
    pub label: String,
    pub email: String,
    pub password: String,
    /// Null for someone who acts for a member organisation.
    pub role: Option<StaffRole>,
}

/// What the club wants to reach in a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Targets {
    pub newsletters: u32,
    pub practice_sheets: u32,
    pub meetings: u32,
}

/// The club's settings.
#[derive(Serialize, ToSchema)]
pub struct Club {
    pub name: String,
    pub tagline: String,
    pub colours: Colours,
    pub logo_url: Option<String>,
    /// `fr` or `en`.
    pub language: String,
    /// Calendar months within which every member should be in contact.
    pub cadence_months: u32,
    /// Whether a newsletter received is a contact.
    pub newsletter_counts: bool,
    /// How many days before its due date a contact is due `soon`.
    pub soon_days: u32,
    /// Of the IANA database; the club's days are counted in it.
    #[schema(example = "Europe/Paris")]
    pub time_zone: String,
    pub targets: Targets,
    /// Hours a week that the club's team has for it.
    pub weekly_hours: u32,
    pub address: String,
    /// Whom members turn to: a person or a service. Empty when the club names nobody, as the two below.
    #[schema(example = "Camille Rotrieder, coordinatrice")]
    pub contact_name: String,
    #[schema(example = "club@filvert.example")]
    pub contact_email: String,
    /// In E.164 form.
    #[schema(example = "+33353010018")]
    pub contact_phone: String,
    pub privacy_contact: String,
    pub legal_notice: String,
    /// The step of the first set-up that comes next; `done` when it is over, or was left for good.
    pub setup_step: SetupStep,
    /// Whether everybody with a role in the club must sign in in two steps. Who has none sets it up at their next
    /// sign-in, before anything else; keys of machines are not concerned.
    pub second_factor_required: bool,
    /// Whether forms may be filled from the national registers of organisations and addresses.
    pub look_ups: bool,
    /// Whether organisations can ask to join by the public form.
    pub join_open: bool,
    /// What the form tells them of the club; may be empty.
    pub join_words: String,
    /// What members of the club want together, shown in the form; may be empty.
    pub charter_words: String,
    /// Whether there is a public directory: without it nothing of it answers.
    pub directory_open: bool,
    /// Under which licence anyone may use what the directory shows.
    pub directory_licence: Licence,
    /// A demonstration: everything in it is invented, and it never sends mail.
    pub demo: bool,
    pub revision: i64,
    /// By verb: `change`, `change_topics`, `demand_second_factor`.
    pub abilities: BTreeMap<&'static str, Ability>,
}

/// The steps of the first set-up, in their order; the administrator's own account comes before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SetupStep {
    Club,
    Territory,
    Rhythm,
    Mail,
    Done,
}

impl SetupStep {
    pub fn as_str(self) -> &'static str {
        match self {
            SetupStep::Club => "club",
            SetupStep::Territory => "territory",
            SetupStep::Rhythm => "rhythm",
            SetupStep::Mail => "mail",
            SetupStep::Done => "done",
        }
    }

    pub fn of(word: &str) -> SetupStep {
        [SetupStep::Club, SetupStep::Territory, SetupStep::Rhythm, SetupStep::Mail]
            .into_iter()
            .find(|step| step.as_str() == word)
            .unwrap_or(SetupStep::Done)
    }
}

/// Changes to the settings; what is left out stays as it is.
#[derive(Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Le Maillon vert", "cadence_months": 3, "colours": {"brand": "#0F5C43"}}))]
pub struct ClubChanges {
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(min = 1, max = 120))]
    pub name: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(max = 200))]
    pub tagline: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub colours: Option<ColourChanges>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(range(min = 1, max = 24))]
    pub cadence_months: Option<u32>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub newsletter_counts: Option<bool>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(range(min = 1, max = 90))]
    pub soon_days: Option<u32>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(min = 1, max = 60))]
    pub time_zone: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(nested)]
    pub targets: Option<TargetChanges>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(range(max = 400))]
    pub weekly_hours: Option<u32>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(max = 500))]
    pub address: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(max = 120))]
    pub contact_name: Option<String>,
    /// Empty for none, as the number below.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(max = 254))]
    pub contact_email: Option<String>,
    /// As it is dialled in France, or beginning with `+`.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(max = 40))]
    pub contact_phone: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(max = 500))]
    pub privacy_contact: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(max = 20_000))]
    pub legal_notice: Option<String>,
    /// Where the first set-up goes on; any step, forwards or back.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub setup_step: Option<SetupStep>,
    /// Only who signs in in two steps themselves can demand it of the others.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub second_factor_required: Option<bool>,
    /// Whether forms may be filled from the national registers.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub look_ups: Option<bool>,
    /// Whether organisations can ask to join by the public form.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub join_open: Option<bool>,
    /// What the form tells them of the club.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(max = 2_000))]
    pub join_words: Option<String>,
    /// What members of the club want together.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(max = 10_000))]
    pub charter_words: Option<String>,
    /// Whether there is a public directory.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub directory_open: Option<bool>,
    /// Under which licence anyone may use what the directory shows.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub directory_licence: Option<Licence>,
}

#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ColourChanges {
    /// `#RRGGBB`, of contrast 4.5 to 1 or more with white.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub brand: Option<String>,
    /// `#RRGGBB`.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub spark: Option<String>,
}

#[derive(Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TargetChanges {
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(range(max = 1000))]
    pub newsletters: Option<u32>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(range(max = 1000))]
    pub practice_sheets: Option<u32>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(range(max = 1000))]
    pub meetings: Option<u32>,
}

/// Which file is the logo.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LogoForm {
    /// A public picture sent in before; null for no logo.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required)]
    pub file_id: Option<Uuid>,
}

/// A subject that interests members.
#[derive(Serialize, ToSchema)]
pub struct Topic {
    pub id: Uuid,
    #[schema(example = "Compostage")]
    pub name: String,
    /// Its place in the list, from 1.
    pub position: i64,
    pub revision: i64,
}

#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Couture et textile"}))]
pub struct NewTopic {
    #[validate(length(min = 1, max = 80))]
    pub name: String,
}

#[derive(Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"position": 1}))]
pub struct TopicChanges {
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(min = 1, max = 80))]
    pub name: Option<String>,
    /// From 1; a place after the last one is the last one.
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(range(min = 1, max = 1000))]
    pub position: Option<i64>,
}
