//! Who asks: nobody, a person who signed in, a machine with a key, or the house itself.

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::problem::{Problem, say};

/// What a person of the authority may do. `admin`: all; `coordinator`: the daily work; `reader`: sees all, changes nothing.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    ToSchema,
    EnumIter,
    DeriveActiveEnum,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum StaffRole {
    Reader,
    Coordinator,
    Admin,
}

/// What a person may do for one member organisation. `manager`: its record, people and signature;
/// `contributor`: sheets, registrations and requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema, EnumIter, DeriveActiveEnum)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum MemberRole {
    Contributor,
    Manager,
}

/// What an API key may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
pub enum Scope {
    #[serde(rename = "members:read")]
    MembersRead,
    #[serde(rename = "members:write")]
    MembersWrite,
    #[serde(rename = "contacts:read")]
    ContactsRead,
    #[serde(rename = "contacts:write")]
    ContactsWrite,
    #[serde(rename = "interactions:read")]
    InteractionsRead,
    #[serde(rename = "interactions:write")]
    InteractionsWrite,
    #[serde(rename = "imports:write")]
    ImportsWrite,
    #[serde(rename = "practice_sheets:read")]
    PracticeSheetsRead,
    #[serde(rename = "events:read")]
    EventsRead,
    #[serde(rename = "registrations:write")]
    RegistrationsWrite,
    #[serde(rename = "club:read")]
    ClubRead,
}

impl Scope {
    pub const ALL: [Scope; 11] = [
        Scope::MembersRead,
        Scope::MembersWrite,
        Scope::ContactsRead,
        Scope::ContactsWrite,
        Scope::InteractionsRead,
        Scope::InteractionsWrite,
        Scope::ImportsWrite,
        Scope::PracticeSheetsRead,
        Scope::EventsRead,
        Scope::RegistrationsWrite,
        Scope::ClubRead,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Scope::MembersRead => "members:read",
            Scope::MembersWrite => "members:write",
            Scope::ContactsRead => "contacts:read",
            Scope::ContactsWrite => "contacts:write",
            Scope::InteractionsRead => "interactions:read",
            Scope::InteractionsWrite => "interactions:write",
            Scope::ImportsWrite => "imports:write",
            Scope::PracticeSheetsRead => "practice_sheets:read",
            Scope::EventsRead => "events:read",
            Scope::RegistrationsWrite => "registrations:write",
            Scope::ClubRead => "club:read",
        }
    }
}

/// Where a person who signed in stands with the second step of signing in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondFactor {
    Absent,
    InForce,
    /// The club demands it, and it is set up before anything else is done in this session.
    Due,
}

/// A person with a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    pub account_id: Uuid,
    pub person_id: Uuid,
    pub session_id: Uuid,
    pub name: String,
    pub role: Option<StaffRole>,
    pub second_factor: SecondFactor,
    /// The organisations this person acts for.
    pub organisations: Vec<(Uuid, MemberRole)>,
}

/// A machine with an API key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Machine {
    pub key_id: Uuid,
    pub name: String,
    pub scopes: Vec<Scope>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caller {
    Anyone,
    Person(SignedIn),
    Machine(Machine),
    /// The house itself: a job, a command; the word says which.
    House(&'static str),
}

impl Caller {
    /// What this caller is told who may not do something, with what would let them.
    pub fn not_allowed(&self) -> Problem {
        let told = match self {
            Caller::Machine(_) => say(
                "Les portées de cette clé ne le permettent pas\u{202f}: le contrat nomme, à côté de chaque opération, celles qui l’ouvrent.",
                "The scopes of this key do not allow this: beside each operation the contract names those that do.",
            ),
            _ => say("Votre rôle ne permet pas cette action.", "Your role does not allow this."),
        };
        Problem::refused("accounts.not_allowed", told)
    }

    pub fn is_anyone(&self) -> bool {
        matches!(self, Caller::Anyone)
    }

    pub fn person(&self) -> Option<&SignedIn> {
        match self {
            Caller::Person(person) => Some(person),
            _ => None,
        }
    }

    /// May do nothing yet but set up the second factor.
    pub fn owes_second_factor(&self) -> bool {
        self.person().is_some_and(|person| person.second_factor == SecondFactor::Due)
    }

    pub fn role(&self) -> Option<StaffRole> {
        self.person().and_then(|person| person.role)
    }

    /// Reads all of the club: any staff role, or the house.
    pub fn is_staff(&self) -> bool {
        self.role().is_some() || matches!(self, Caller::House(_))
    }

    /// Does the daily work: coordinator, administrator, or the house.
    pub fn is_coordinator(&self) -> bool {
        self.role().is_some_and(|role| role >= StaffRole::Coordinator) || matches!(self, Caller::House(_))
    }

    pub fn is_admin(&self) -> bool {
        self.role() == Some(StaffRole::Admin) || matches!(self, Caller::House(_))
    }

    pub fn has_scope(&self, scope: Scope) -> bool {
        matches!(self, Caller::Machine(machine) if machine.scopes.contains(&scope))
    }

    /// The role this caller has in a member organisation, if any.
    pub fn role_in(&self, member: Uuid) -> Option<MemberRole> {
        self.person()
            .and_then(|person| person.organisations.iter().find(|(id, _)| *id == member).map(|(_, role)| *role))
    }

    /// How the audit names this caller: kind, id, name.
    pub fn signature(&self) -> (&'static str, Option<Uuid>, String) {
        match self {
            Caller::Anyone => ("anyone", None, String::new()),
            Caller::Person(person) => ("person", Some(person.account_id), person.name.clone()),
            Caller::Machine(machine) => ("key", Some(machine.key_id), machine.name.clone()),
            Caller::House(word) => ("house", None, (*word).to_owned()),
        }
    }
}
