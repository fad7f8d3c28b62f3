//! The words of the trade that are choices: kinds, states, channels. The same word in the code, the database,
//! the contract; screens translate it.

use sea_orm::{DeriveActiveEnum, EnumIter, Iterable};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Declares choices with one word on every floor, and how to read and write that word.
macro_rules! choices {
    ($($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal),+ $(,)? })+) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema, EnumIter, DeriveActiveEnum)]
        #[serde(rename_all = "snake_case")]
        #[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
        pub enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
            pub fn all() -> impl Iterator<Item = $name> {
                <$name as Iterable>::iter()
            }
        }

        impl std::str::FromStr for $name {
            type Err = ();
            fn from_str(word: &str) -> Result<$name, ()> {
                match word { $($word => Ok($name::$variant),)+ _ => Err(()) }
            }
        }
    )+ };
}

choices! {
    /// What a member organisation is.
    MemberKind { Commune = "commune", PublicBody = "public_body", Association = "association", Company = "company" }

    /// Only for companies.
    MemberSize { Small = "small", Large = "large" }

    /// Where a member stands: `prospect` → `invited` → `active` → `paused` or `left`.
    MemberStatus { Prospect = "prospect", Invited = "invited", Active = "active", Paused = "paused", Left = "left" }

    /// How precisely a day is known.
    Precision { Day = "day", Month = "month", Year = "year" }

    /// On which way an exchange went.
    Channel {
        Visit = "visit", Meeting = "meeting", Event = "event", Call = "call", Email = "email",
        PaperLetter = "paper_letter", Request = "request", Profile = "profile", Newsletter = "newsletter",
    }

    /// How close a channel brings people: met, spoken, written to personally, or one of many.
    ChannelClass { Met = "met", Spoken = "spoken", Written = "written", Mass = "mass" }

    /// Who began: the club (`outbound`) or the member (`inbound`).
    Direction { Outbound = "outbound", Inbound = "inbound" }

    /// What came of it. Only `reached` is a contact.
    Outcome { Reached = "reached", NoAnswer = "no_answer", WrongNumber = "wrong_number", CallBack = "call_back" }

    /// Where an active member stands against the club's cadence.
    FollowUp { Ok = "ok", Soon = "soon", Overdue = "overdue", Never = "never" }

    /// Whether mail reaches an address.
    Deliverability { Unknown = "unknown", Ok = "ok", Bounced = "bounced" }

    /// What the holder of an address said about being written to.
    Consent { None = "none", Given = "given", Objected = "objected" }

    /// On which ground the data of a person is kept (GDPR, article 6).
    LegalBasis { PublicTask = "public_task", Consent = "consent", LegalObligation = "legal_obligation" }

    /// What somebody says yes or no to: being written to, being shown in the directory, a picture of them.
    ConsentPurpose { Messages = "messages", Directory = "directory", Photo = "photo" }

    /// What they say. `withdrawn` takes a yes back, `objected` wants it to end.
    ConsentAction { Given = "given", Refused = "refused", Withdrawn = "withdrawn", Objected = "objected" }

    /// By which way they say it.
    ConsentWay {
        Form = "form", Link = "link", Email = "email", Phone = "phone", Paper = "paper", Meeting = "meeting",
        Import = "import", Other = "other",
    }

    /// How a person wants to be reached.
    PreferredChannel { Email = "email", Phone = "phone", Paper = "paper" }

    /// What a field that the club has made holds.
    FieldKind { Text = "text", Number = "number", Date = "date", Choice = "choice", YesNo = "yes_no" }

    /// What an event of the club is.
    EventKind {
        ThematicMeeting = "thematic_meeting", TechnicalMeeting = "technical_meeting", Visit = "visit",
        Workshop = "workshop", PublicAction = "public_action",
    }

    /// Where an event stands: `draft` → `published` → `cancelled` or `done`.
    EventState { Draft = "draft", Published = "published", Cancelled = "cancelled", Done = "done" }

    /// Who may come to an event: people of members, or anyone.
    EventAudience { Members = "members", Public = "public" }

    /// Where a registration stands: it has a seat, waits for one, is offered one that was freed, or was taken back.
    RegistrationState { Registered = "registered", Waiting = "waiting", Offered = "offered", Left = "left" }

    /// Under which licence anyone may use the public directory: Licence Ouverte 2.0, or Open Database License 1.0.
    Licence { Lov2 = "lov2", Odbl = "odbl" }

    /// How far a site is accessible (RGAA): all criteria are met, half of them or more, or fewer – or no audit is valid.
    #[derive(Default)]
    AccessibilityState { Full = "full", Partial = "partial", #[default] No = "no" }

    /// Who sees a field: the club's team, also the member's own people, or anyone.
    Visibility { Staff = "staff", Member = "member", Public = "public" }

    /// To whom a member shows a field of its record: the members of the club, or anyone.
    Audience { Club = "club", Public = "public" }

    /// What becomes of a change that a member makes to its own record: it applies at once, waits for the club's team,
    /// or is the team's alone to make.
    Treatment { Applies = "applies", Waits = "waits", StaffOnly = "staff_only" }

    /// What a proposal is about: the record itself, somebody new, somebody who is there, or who leaves.
    ProposalAbout { Record = "record", NewContact = "new_contact", Contact = "contact", ContactEnd = "contact_end" }

    /// Where a proposal stands. `withdrawn`: nothing of it was decided.
    ProposalState { Waiting = "waiting", Decided = "decided", Withdrawn = "withdrawn" }

    /// What became of one field of a proposal.
    Verdict { Waiting = "waiting", Accepted = "accepted", Refused = "refused", Withdrawn = "withdrawn" }
}

impl Channel {
    pub fn class(self) -> ChannelClass {
        match self {
            Channel::Visit | Channel::Meeting | Channel::Event => ChannelClass::Met,
            Channel::Call => ChannelClass::Spoken,
            Channel::Email | Channel::PaperLetter | Channel::Request | Channel::Profile => ChannelClass::Written,
            Channel::Newsletter => ChannelClass::Mass,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_orm::ActiveEnum;

    #[test]
    fn a_choice_has_the_same_word_in_the_contract_and_in_the_database() {
        for kind in MemberKind::all() {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
            assert_eq!(kind.to_value(), kind.as_str());
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        for channel in Channel::all() {
            assert_eq!(serde_json::to_value(channel).unwrap(), channel.as_str());
            assert_eq!(channel.to_value(), channel.as_str());
        }
        for licence in Licence::all() {
            assert_eq!(serde_json::to_value(licence).unwrap(), licence.as_str());
            assert_eq!(licence.to_value(), licence.as_str());
        }
    }
}
