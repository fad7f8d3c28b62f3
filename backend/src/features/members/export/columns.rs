//! The columns of an export: what each is called, in words that an import recognises again, and what stands in it.

use chrono::{DateTime, NaiveDate, Utc};
use documents::{Cell, Kind};
use kernel::{
    phone::Phone,
    problem::Language,
    trade::{Consent, Deliverability, FollowUp, MemberSize, MemberStatus},
    words::fold,
};
use tables::member;

use super::super::{choices::kind_words, contacts::Known, rules::Sight};

/// All that a row can tell.
pub struct Line<'a> {
    pub member: &'a member::Model,
    pub topics: &'a [(uuid::Uuid, String)],
    pub referent: Option<&'a str>,
    pub follow_up: Option<FollowUp>,
    /// Whose row it is, or the main contact where there is one row per member.
    pub person: Option<&'a Known>,
    pub language: Language,
    /// The club's: an instant is told as its clock shows it.
    pub time_zone: chrono_tz::Tz,
}

impl Line<'_> {
    fn say(&self, fr: &'static str, en: &'static str) -> Cell {
        text(if self.language == Language::Fr { fr } else { en })
    }
}

/// Who sees a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    ByAll,
    ByWhoSeesNotes,
    /// What is of a person: by those who see people.
    WithPeople,
}

/// A column that every club has.
pub struct Built {
    pub key: &'static str,
    pub fr: &'static str,
    pub en: &'static str,
    pub kind: Kind,
    /// Whether an import reads it.
    pub read: bool,
    pub seen: Seen,
    pub width: Option<f64>,
    pub cell: fn(&Line<'_>) -> Cell,
}

impl Built {
    pub fn title(&self, language: Language) -> &'static str {
        if language == Language::Fr { self.fr } else { self.en }
    }

    /// Whether this caller may have it.
    pub fn is_seen(&self, sight: &Sight) -> bool {
        match self.seen {
            Seen::ByAll => true,
            Seen::ByWhoSeesNotes => sight.sees_notes(),
            Seen::WithPeople => sight.sees_contacts(),
        }
    }
}

/// Without these a file could not be imported again: whose row it is, and what a member can't be without.
pub const ALWAYS: [&str; 3] = ["name", "kind", "id"];

/// The columns an import reads, by key and title.
pub fn read_titles() -> impl Iterator<Item = (&'static str, [&'static str; 2])> {
    BUILT.iter().filter(|column| column.read).map(|column| (column.key, [column.fr, column.en]))
}

/// Whether this is the title of a column of an export that no import reads: what follows from other data.
pub fn is_unread_title(folded: &str) -> bool {
    BUILT.iter().any(|column| !column.read && [column.fr, column.en].iter().any(|title| fold(title) == folded))
}

fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.into()) }
}

fn maybe(value: Option<&String>) -> Cell {
    value.map_or(Cell::Empty, |value| text(value))
}

/// An instant, in the day and hour of the club.
fn moment(line: &Line<'_>, at: DateTime<Utc>) -> Cell {
    Cell::DateTime(at.with_timezone(&line.time_zone).naive_local())
}

fn day(day: Option<NaiveDate>) -> Cell {
    day.map_or(Cell::Empty, Cell::Date)
}

/// As one dials it: a `+` in front would look like a formula.
fn phone(number: Option<&String>) -> Cell {
    let Some(number) = number else { return Cell::Empty };
    let shown = Phone::parse(number).map_or_else(|_| number.clone(), |read| read.phone.national());
    match shown.strip_prefix('+') {
        Some(rest) => text(&format!("00{rest}")),
        None => text(&shown),
    }
}

const fn built(key: &'static str, fr: &'static str, en: &'static str, cell: fn(&Line<'_>) -> Cell) -> Built {
    Built { key, fr, en, kind: Kind::Text, read: true, seen: Seen::ByAll, width: None, cell }
}

impl Built {
    const fn of(self, kind: Kind) -> Built {
        Built { kind, ..self }
    }

    const fn only_written(self) -> Built {
        Built { read: false, ..self }
    }

    const fn wide(self, characters: f64) -> Built {
        Built { width: Some(characters), ..self }
    }

    const fn seen(self, seen: Seen) -> Built {
        Built { seen, ..self }
    }
}

const PEOPLE: Seen = Seen::WithPeople;

pub const BUILT: &[Built] = &[
    built("name", "Organisation", "Organisation", |line| text(&line.member.name)).wide(38.0),
    built("legal_name", "Nom officiel", "Legal name", |line| maybe(line.member.legal_name.as_ref())).wide(30.0),
    built("kind", "Type", "Kind", |line| {
        let (fr, en) = kind_words(line.member.kind);
        line.say(fr, en)
    }),
    built("size", "Taille", "Size", |line| match line.member.size {
        Some(MemberSize::Small) => line.say("Petite", "Small"),
        Some(MemberSize::Large) => line.say("Grande", "Large"),
        None => Cell::Empty,
    })
    .wide(10.0),
    built("status", "Statut", "Status", |line| match line.member.status {
        MemberStatus::Prospect => line.say("Prospect", "Prospect"),
        MemberStatus::Invited => line.say("Invité", "Invited"),
        MemberStatus::Active => line.say("Actif", "Active"),
        MemberStatus::Paused => line.say("En pause", "Paused"),
        MemberStatus::Left => line.say("Parti", "Left"),
    })
    .wide(12.0),
    built("ex_officio", "Membre de droit", "Member by right", |line| Cell::Bool(line.member.ex_officio))
        .of(Kind::Boolean),
    built("joined_on", "Membre depuis", "Member since", |line| day(line.member.joined_on)).of(Kind::Date),
    built("left_on", "Parti le", "Left on", |line| day(line.member.left_on)).of(Kind::Date),
    built("external_ref", "Numéro d’adhérent", "Membership number", |line| {
        maybe(line.member.external_ref.as_ref())
    }),
    built("siren", "SIREN", "SIREN", |line| maybe(line.member.siren.as_ref())),
    built("siret", "SIRET", "SIRET", |line| maybe(line.member.siret.as_ref())),
    built("rna", "RNA", "RNA", |line| maybe(line.member.rna.as_ref())),
    built("amalia", "AMALIA", "AMALIA", |line| maybe(line.member.amalia.as_ref())),
    built("amalia_court", "Tribunal du registre", "Court of the register", |line| {
        maybe(line.member.amalia_court.as_ref())
    })
    .only_written(),
    built("street", "Adresse", "Address", |line| maybe(line.member.street.as_ref())).wide(30.0),
    built("postal_code", "Code postal", "Postal code", |line| maybe(line.member.postal_code.as_ref())).wide(12.0),
    built("commune", "Commune", "Commune", |line| maybe(line.member.commune_name.as_ref())).wide(22.0),
    // Where it is, or which commune it is: names of communes are not theirs alone.
    built("insee_code", "Code INSEE", "INSEE code", |line| {
        maybe(line.member.insee_code.as_ref().or(line.member.commune_code.as_ref()))
    })
    .wide(12.0),
    built("email", "E-mail de l’organisation", "E-mail of the organisation", |line| {
        maybe(line.member.email.as_ref())
    })
    .wide(30.0),
    built("phone", "Téléphone de l’organisation", "Phone of the organisation", |line| {
        phone(line.member.phone.as_ref())
    }),
    built("website", "Site web", "Website", |line| maybe(line.member.website.as_ref())).wide(30.0),
    built("topics", "Thématiques", "Topics", |line| {
        text(&line.topics.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join("\n"))
    })
    .wide(24.0),
    built("charter_answer", "Charte signée", "Charter signed", |line| {
        line.member.charter_answer.as_deref().map_or(Cell::Empty, |answer| Cell::Bool(answer == "yes"))
    })
    .of(Kind::Boolean),
    built("referent", "Suivi par", "Followed by", |line| text(line.referent.unwrap_or_default())).only_written(),
    built("follow_up", "Suivi", "Follow-up", |line| match line.follow_up {
        Some(FollowUp::Ok) => line.say("À jour", "In touch"),
        Some(FollowUp::Soon) => line.say("Bientôt à relancer", "Due soon"),
        Some(FollowUp::Overdue) => line.say("En retard", "Overdue"),
        Some(FollowUp::Never) => line.say("Jamais contacté", "Never contacted"),
        None => Cell::Empty,
    })
    .only_written(),
    built("last_contact_on", "Dernier contact", "Last contact", |line| day(line.member.last_contact_on)).of(Kind::Date),
    built("last_personal_contact_on", "Dernier contact personnel", "Last personal contact", |line| {
        day(line.member.last_personal_contact_on)
    })
    .of(Kind::Date)
    .only_written(),
    built("contact_due_on", "À recontacter le", "Contact due on", |line| day(line.member.contact_due_on))
        .of(Kind::Date)
        .only_written(),
    built("verified_on", "Fiche confirmée le", "Record confirmed on", |line| day(line.member.verified_on))
        .of(Kind::Date)
        .only_written(),
    built("description", "Description", "Description", |line| maybe(line.member.description.as_ref())).wide(50.0),
    built("internal_notes", "Notes internes", "Internal notes", |line| maybe(line.member.internal_notes.as_ref()))
        .seen(Seen::ByWhoSeesNotes)
        .wide(50.0),
    built("source", "Origine", "Source", |line| text(&line.member.source)).only_written(),
    built("created_at", "Fiche créée le", "Record made on", |line| moment(line, line.member.created_at))
        .of(Kind::DateTime)
        .only_written(),
    built("updated_at", "Fiche modifiée le", "Record changed on", |line| moment(line, line.member.updated_at))
        .of(Kind::DateTime)
        .only_written(),
    built("given_name", "Prénom", "Given name", |line| person(line, |one| text(&one.person.given_name))).seen(PEOPLE),
    built("family_name", "Nom de famille", "Family name", |line| person(line, |one| text(&one.person.family_name)))
        .seen(PEOPLE),
    built("function", "Fonction", "Function", |line| person(line, |one| maybe(one.contact.function.as_ref())))
        .seen(PEOPLE)
        .wide(24.0),
    built("person_email", "E-mail", "E-mail", |line| {
        person(line, |one| maybe(one.address.as_ref().map(|address| &address.email)))
    })
    .seen(PEOPLE)
    .wide(30.0),
    built("person_phone", "Téléphone", "Phone", |line| person(line, |one| phone(one.contact.phone.as_ref())))
        .seen(PEOPLE),
    built("mobile", "Mobile", "Mobile", |line| person(line, |one| phone(one.contact.mobile.as_ref()))).seen(PEOPLE),
    built("newsletter_wish", "Souhaite la lettre", "Wants the letter", |line| {
        person(line, |one| one.contact.newsletter_wish.map_or(Cell::Empty, Cell::Bool))
    })
    .of(Kind::Boolean)
    .seen(PEOPLE),
    built("consent", "Accord pour les e-mails", "Consent to e-mails", |line| {
        person(line, |one| match one.address.as_ref().map(|address| address.consent) {
            Some(Consent::Objected) => line.say("Opposition", "Objection"),
            Some(Consent::Given) => line.say("Accord", "Consent"),
            Some(_) | None => Cell::Empty,
        })
    })
    .only_written()
    .seen(PEOPLE),
    built("deliverability", "État de l’adresse", "State of the address", |line| {
        person(line, |one| match one.address.as_ref().map(|address| address.deliverability) {
            Some(Deliverability::Bounced) => line.say("Ne reçoit pas", "Bounces"),
            Some(_) | None => Cell::Empty,
        })
    })
    .only_written()
    .seen(PEOPLE),
    // Last, since it tells a reader nothing; by it an import knows whose row it is.
    built("id", "Identifiant Maillage", "Maillage identifier", |line| text(&line.member.id.to_string())).wide(38.0),
];

fn person(line: &Line<'_>, cell: impl Fn(&Known) -> Cell) -> Cell {
    line.person.map_or(Cell::Empty, cell)
}
