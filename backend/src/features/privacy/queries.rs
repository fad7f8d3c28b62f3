//! Reads.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use documents::{Cell, Column, CsvProfile, Kind, Table};
use kernel::{
    calendar::{add_months, start_of},
    problem::Problem,
    trade::LegalBasis,
};
use platform::{
    Asker, House,
    dependents::{self, Whom},
    web::{Ability, Download},
};
use sea_orm::ConnectionTrait;
use tables::{consent_event, erasure, person, person_file};
use uuid::Uuid;

use super::{
    rules,
    schema::{
        AccessibilityStatement, ConsentEvent, Erasure, ErasureItem, ErasurePreview, ErasureRest, ErasureState,
        PersonFile, PersonPrivacy, PersonProvenance, PrivacyNotice, PrivacyTerms, Processing, ProcessingRegister,
        RegisterFormat, RetentionReport, RetentionRule, RetentionRuleReport, RetentionSample, Terms,
    },
    store::{self, retention::Before},
    words::{self, Ground},
};
use crate::features::club::{self, ClubSettings};

/// Shown of what a rule would take away.
const SAMPLES: u64 = 5;

/// The terms with their revision; nothing was said at first.
pub async fn terms_in<C: ConnectionTrait>(db: &C) -> Result<(Terms, i64, Option<DateTime<Utc>>), Problem> {
    match store::terms(db).await? {
        Some(row) => Ok((serde_json::from_value(row.settings)?, row.revision, Some(row.updated_at))),
        None => Ok((Terms::default(), 0, None)),
    }
}

pub async fn terms(house: &House, by: &Asker) -> Result<PrivacyTerms, Problem> {
    let (terms, revision, _) = terms_in(&house.db.read).await?;
    let change = Ability::of(&rules::may_govern(&by.caller), by.language);
    Ok(PrivacyTerms { terms, revision, abilities: BTreeMap::from([("change", change)]) })
}

pub async fn notice(house: &House, by: &Asker) -> Result<PrivacyNotice, Problem> {
    let club = club::settings_to_read(house).await?;
    let (terms, _, updated_at) = terms_in(&house.db.read).await?;
    let ground = Ground { club: &club, terms: &terms, language: by.language };
    Ok(PrivacyNotice {
        controller: ground.controller().to_owned(),
        contact: ground.contact().to_owned(),
        sections: words::notice::sections(&ground),
        updated_at,
    })
}

pub async fn accessibility(house: &House, by: &Asker) -> Result<AccessibilityStatement, Problem> {
    let club = club::settings_to_read(house).await?;
    let (terms, _, updated_at) = terms_in(&house.db.read).await?;
    let ground = Ground { club: &club, terms: &terms, language: by.language };
    Ok(AccessibilityStatement {
        state: terms.accessibility.state,
        mention: words::accessibility::mention(&ground),
        audited_on: terms.accessibility.audited_on,
        contact: words::accessibility::contact(&ground).to_owned(),
        sections: words::accessibility::sections(&ground),
        updated_at,
    })
}

pub async fn register(house: &House, by: &Asker) -> Result<ProcessingRegister, Problem> {
    let club = club::settings(&house.db.read).await?;
    let (terms, _, updated_at) = terms_in(&house.db.read).await?;
    let ground = Ground { club: &club, terms: &terms, language: by.language };
    Ok(ProcessingRegister {
        controller: ground.controller().to_owned(),
        dpo: ground.contact().to_owned(),
        processings: words::register::processings(&ground),
        updated_at,
    })
}

/// The register as a table: a row for each processing.
pub async fn register_file(house: &House, by: &Asker, format: RegisterFormat) -> Result<Download, Problem> {
    let club = club::settings(&house.db.read).await?;
    let (terms, ..) = terms_in(&house.db.read).await?;
    let ground = Ground { club: &club, terms: &terms, language: by.language };
    let titles = [
        ("Traitement", "Processing"),
        ("Finalités", "Purposes"),
        ("Base légale", "Legal ground"),
        ("Personnes", "People"),
        ("Données", "Data"),
        ("Destinataires", "Recipients"),
        ("Transferts", "Transfers"),
        ("Conservation", "Retention"),
        ("Sécurité", "Security"),
        ("Responsable", "Controller"),
        ("Délégué à la protection des données", "Data protection officer"),
    ];
    let columns = titles.map(|(fr, en)| Column::new(ground.say(fr, en), Kind::Text)).to_vec();
    let name = ground.say("Registre des traitements", "Register of processing");
    let rows: Vec<Vec<Cell>> =
        words::register::processings(&ground).into_iter().map(|one| line(one, &ground)).collect();
    let table = Table::new(name.clone(), columns);
    let (bytes, media_type, ending) = match format {
        RegisterFormat::Ods => {
            (table.ods(rows).map_err(Problem::bug)?, "application/vnd.oasis.opendocument.spreadsheet", "ods")
        }
        RegisterFormat::Csv => {
            (table.csv(CsvProfile::ExcelFrance, rows).map_err(Problem::bug)?, "text/csv; charset=utf-8", "csv")
        }
    };
    Ok(Download { bytes, media_type, file_name: format!("{name}.{ending}") })
}

fn line(one: Processing, ground: &Ground<'_>) -> Vec<Cell> {
    let text = |text: String| Cell::Text(text.into());
    let list = |texts: Vec<String>| text(texts.join("\n"));
    vec![
        text(one.name),
        list(one.purposes),
        text(one.basis),
        list(one.people),
        list(one.data),
        list(one.recipients),
        text(one.transfers),
        list(one.retention),
        list(one.security),
        text(ground.controller().to_owned()),
        text(ground.contact().to_owned()),
    ]
}

pub fn name_of(person: &person::Model) -> String {
    format!("{} {}", person.given_name, person.family_name).trim().to_owned()
}

pub async fn person(house: &House, by: &Asker, row: person::Model) -> Result<PersonPrivacy, Problem> {
    let db = &house.db.read;
    let whom = Whom::read(db, row.id).await?.ok_or_else(Problem::not_found)?;
    let contacts = store::functions(db, row.id).await?.into_iter().map(|(contact, member)| PersonProvenance {
        email: whom
            .addresses
            .iter()
            .find(|address| Some(address.id) == contact.address_id)
            .map(|address| address.email.clone()),
        contact_id: contact.id,
        member_id: contact.member_id,
        organisation: member.map(|member| member.name).unwrap_or_default(),
        function: contact.function,
        source: contact.source,
        basis: contact.basis.unwrap_or(LegalBasis::PublicTask),
        informed_on: contact.informed_on,
        to_on: contact.to_on,
    });
    let consents = store::consents(db, row.id).await?.into_iter().map(|(event, address)| told(event, address));
    let keep = Ability::of(&rules::may_keep(&by.caller), by.language);
    let send = Ability::of(&rules::may_send_file(&by.caller, &whom), by.language);
    let erase = Ability::of(&rules::may_erase(&by.caller, &whom), by.language);
    Ok(PersonPrivacy {
        id: row.id,
        name: name_of(&row),
        contacts: contacts.collect(),
        consents: consents.collect(),
        files: store::files(db, row.id).await?.into_iter().map(file).collect(),
        abilities: BTreeMap::from([("note_consent", keep), ("ask_file", send), ("erase", erase)]),
    })
}

fn told(event: consent_event::Model, address: Option<tables::address::Model>) -> ConsentEvent {
    ConsentEvent {
        id: event.id,
        purpose: event.purpose,
        action: event.action,
        on: event.said_on,
        way: event.way,
        email: address.map(|address| address.email),
        origin: event.origin,
        text_shown: event.text_shown,
        by: event.by_name,
        recorded_at: event.recorded_at,
    }
}

pub fn file(row: person_file::Model) -> PersonFile {
    PersonFile {
        id: row.id,
        email: row.to_address,
        asked_at: row.asked_at,
        by: row.by_name,
        made_at: row.made_at,
        until_at: row.until_at,
        fetched_at: row.fetched_at,
    }
}

/// One thing that somebody said.
pub async fn consent(house: &House, person: Uuid, id: Option<Uuid>) -> Result<ConsentEvent, Problem> {
    let all = store::consents(&house.db.read, person).await?;
    let found = all.into_iter().find(|(event, _)| Some(event.id) == id);
    found.map(|(event, address)| told(event, address)).ok_or_else(Problem::not_found)
}

pub async fn one_file(house: &House, person: Uuid, id: Uuid) -> Result<PersonFile, Problem> {
    let found = store::files(&house.db.read, person).await?.into_iter().find(|file| file.id == id);
    found.map(file).ok_or_else(Problem::not_found)
}

/// What an erasure would do; nothing is changed.
pub async fn preview(house: &House, by: &Asker, row: person::Model) -> Result<ErasurePreview, Problem> {
    let db = &house.db.read;
    let whom = Whom::read(db, row.id).await?.ok_or_else(Problem::not_found)?;
    let told = dependents::export(house, &whom).await?;
    let club = club::settings(db).await?;
    let terms = Terms::default();
    let ground = Ground { club: &club, terms: &terms, language: by.language };
    let items = told.into_iter().filter(|one| !one.rows.is_empty()).map(|one| ErasureItem {
        what: one.what.to_owned(),
        title: one.title.in_language(by.language).to_owned(),
        count: one.rows.len() as u64,
        fate: one.fate,
        why: one.why.in_language(by.language).to_owned(),
    });
    let erase = Ability::of(&rules::may_erase(&by.caller, &whom), by.language);
    Ok(ErasurePreview {
        person_id: whom.person.id,
        name: name_of(&whom.person),
        items: items.collect(),
        stays: rests(&ground, &whom),
        revision: whom.revision(),
        abilities: BTreeMap::from([("erase", erase)]),
    })
}

fn rests(ground: &Ground<'_>, whom: &Whom) -> Vec<ErasureRest> {
    let rest = |what: &str, title: String, why: String| ErasureRest { what: what.to_owned(), title, why };
    let mut rests = vec![
        rest(
            "statistics",
            ground.say("Les organisations et leurs chiffres", "Organisations and their figures"),
            ground.say(
                "Adhésions, échanges, réponses et envois restent comptés : ils sont ceux des organisations.",
                "Memberships, exchanges, answers and mails stay counted: they are the organisations’.",
            ),
        ),
        rest(
            "suppression",
            ground.say("Une empreinte chiffrée de ses adresses", "A keyed mark of their addresses"),
            ground.say(
                "Elle ne dit pas qui c’était ; elle empêche d’écrire à ces adresses et de les reprendre d’un fichier.",
                "It does not tell who it was; it keeps these addresses from being written to, and from being taken from a file.",
            ),
        ),
        rest(
            "backups",
            ground.say("Les sauvegardes déjà faites", "Backups that were made before"),
            ground.say(
                "Elles ne peuvent pas être modifiées : elles disparaissent à leur tour. Après une restauration, refaites l’effacement.",
                "They can’t be changed: they go in their turn. After a restore, erase anew.",
            ),
        ),
        rest(
            "attachments",
            ground.say("Les images et documents envoyés", "Pictures and documents that were sent in"),
            ground.say(
                "Ce qu’ils montrent n’est pas lu par le programme : vérifiez ceux de ses organisations.",
                "The program does not read what they show: look at those of their organisations.",
            ),
        ),
    ];
    let shared = whom.emails().into_iter().filter(|email| !whom.alone.contains(&email.to_lowercase()));
    let shared: Vec<String> = shared.collect();
    if !shared.is_empty() {
        rests.push(rest(
            "shared_addresses",
            ground.say("Des adresses que d’autres utilisent aussi", "Addresses that others use too"),
            ground.say(
                format!("Elles restent celles de l’organisation ou d’une autre personne : {}.", shared.join(", ")),
                format!("They stay the organisation’s, or somebody else’s: {}.", shared.join(", ")),
            ),
        ));
    }
    if whom.namesake || !whom.has_whole_name() {
        let (fr, en) = match whom.namesake {
            true => ("Quelqu’un d’autre porte ce nom", "Somebody else bears this name"),
            false => ("Un nom seul peut être celui de n’importe qui", "A name alone may be anybody’s"),
        };
        rests.push(rest(
            "namesake",
            ground.say("Le nom, là où il peut être celui d’une autre personne", "The name, where it may be somebody else’s"),
            ground.say(
                format!("{fr} : il est retiré de ce qui concerne ses organisations, et ailleurs seuls l’adresse et le numéro le sont."),
                format!("{en}: it is taken out of what is about their organisations, and elsewhere only the address and the number are."),
            ),
        ));
    }
    rests
}

pub fn erasure_told(row: erasure::Model) -> Result<Erasure, Problem> {
    Ok(Erasure {
        id: row.id,
        state: if row.done_at.is_some() { ErasureState::Done } else { ErasureState::Running },
        counts: serde_json::from_value(row.counts)?,
        by: row.by_name,
        asked_at: row.asked_at,
        done_at: row.done_at,
    })
}

pub async fn erasure(house: &House, id: Uuid) -> Result<Erasure, Problem> {
    erasure_told(store::erasure(&house.db.read, id).await?.ok_or_else(Problem::not_found)?)
}

/// Up to when a rule lets things stay.
pub fn before(club: &ClubSettings, terms: &Terms, rule: RetentionRule, now: DateTime<Utc>) -> Before {
    let of = |rule: RetentionRule| {
        let months = i32::try_from(rule.months(&terms.retention)).unwrap_or(i32::MAX);
        let day = add_months(club.today(now), -months);
        (day, start_of(day, &club.time_zone))
    };
    let (day, instant) = of(rule);
    Before { day, instant, departed: of(RetentionRule::DepartedPeople) }
}

/// What retention would take away now; nothing is changed.
pub async fn retention(house: &House, by: &Asker) -> Result<RetentionReport, Problem> {
    let db = &house.db.read;
    let club = club::settings(db).await?;
    let (terms, ..) = terms_in(db).await?;
    let ground = Ground { club: &club, terms: &terms, language: by.language };
    let mut rules = Vec::new();
    for rule in RetentionRule::ALL {
        let before = before(&club, &terms, rule, house.now());
        let (title, what) = words::retention::of(&ground, rule);
        let samples = store::retention::old(db, rule, before, SAMPLES).await?;
        rules.push(RetentionRuleReport {
            rule,
            title,
            what,
            months: rule.months(&terms.retention),
            before: before.day,
            count: store::retention::count(db, rule, before).await?,
            samples: samples.into_iter().map(|old| RetentionSample { id: old.id, label: old.label }).collect(),
        });
    }
    Ok(RetentionReport { rules, nightly: terms.nightly })
}
