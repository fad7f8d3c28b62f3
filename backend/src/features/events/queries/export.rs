//! Those who come, as a table for a spreadsheet program.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use documents::{Cell, Column, CsvProfile, Kind, Table};
use kernel::{
    problem::{Language, Problem},
    trade::RegistrationState,
    words::name_key,
};
use platform::{House, web::Download};
use tables::{event, registration};
use uuid::Uuid;

use super::{
    super::{
        calendar::zone,
        schema::{Question, QuestionKind, papers::RegistrationFormat},
        store::registrations,
    },
    paper::file_name,
    questions,
};

/// What stands beside the answers.
const COLUMNS: [(&str, &str, Kind); 9] = [
    ("Nom", "Family name", Kind::Text),
    ("Prénom", "Given name", Kind::Text),
    ("Organisation", "Organisation", Kind::Text),
    ("E-mail", "E-mail", Kind::Text),
    ("Inscription", "Registration", Kind::Text),
    ("Place dans la liste d’attente", "Place in the waiting list", Kind::Integer),
    ("Inscrit le", "Registered on", Kind::DateTime),
    ("Présent", "Present", Kind::Boolean),
    ("Pointé le", "Ticked on", Kind::DateTime),
];

fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.into()) }
}

fn instant(at: Option<DateTime<Utc>>, zone: Tz) -> Cell {
    at.map_or(Cell::Empty, |at| Cell::DateTime(at.with_timezone(&zone).naive_local()))
}

fn state(state: RegistrationState, language: Language) -> &'static str {
    let (fr, en) = match state {
        RegistrationState::Registered => ("inscrit", "registered"),
        RegistrationState::Waiting => ("liste d’attente", "waiting"),
        RegistrationState::Offered => ("place proposée", "offered"),
        RegistrationState::Left => ("retirée", "left"),
    };
    if language == Language::Fr { fr } else { en }
}

fn answer(question: &Question, answers: &BTreeMap<String, String>, language: Language) -> Cell {
    let given = answers.get(&question.key).map(String::as_str).unwrap_or_default();
    match (question.kind, given, language) {
        (QuestionKind::YesNo, "yes", Language::Fr) => text("oui"),
        (QuestionKind::YesNo, "no", Language::Fr) => text("non"),
        _ => text(given),
    }
}

/// All who have a seat, wait or are offered one, by name.
pub async fn export(
    house: &House,
    row: &event::Model,
    format: RegistrationFormat,
    language: Language,
) -> Result<(Download, usize), Problem> {
    let asked = questions(row)?;
    let mut rows = registrations::of_event(&house.db.read, row.id, None).await?;
    let line: Vec<Uuid> = rows.iter().filter(|row| row.state == RegistrationState::Waiting).map(|row| row.id).collect();
    rows.sort_by_cached_key(|row| name_key(&format!("{} {}", row.family_name, row.given_name)));
    let members: Vec<Uuid> = rows.iter().filter_map(|row| row.member_id).collect();
    let names = registrations::names(&house.db.read, &members).await?;
    let zone = zone(row);
    let mut cells = Vec::with_capacity(rows.len());
    for one in rows {
        let answers: BTreeMap<String, String> = serde_json::from_value(one.answers.clone())?;
        let mut told =
            fixed(&one, &line, one.member_id.and_then(|id| names.get(&id).map(String::as_str)), zone, language);
        told.extend(asked.iter().map(|question| answer(question, &answers, language)));
        cells.push(told);
    }
    let count = cells.len();
    let title = |fr: &'static str, en: &'static str| if language == Language::Fr { fr } else { en };
    let columns = COLUMNS
        .into_iter()
        .map(|(fr, en, kind)| Column::new(title(fr, en), kind))
        .chain(asked.iter().map(|question| Column::new(question.label.clone(), Kind::Text)));
    let table = Table::new(title("Inscriptions", "Registrations"), columns.collect());
    let bytes = match format {
        RegistrationFormat::Xlsx => table.scratch(&house.settings.data_dir).xlsx(cells),
        RegistrationFormat::Ods => table.ods(cells),
        RegistrationFormat::Csv => table.csv(CsvProfile::ExcelFrance, cells),
    };
    let download = Download {
        bytes: bytes.map_err(Problem::bug)?,
        media_type: format.media_type(),
        file_name: format!("inscriptions-{}.{}", file_name(&row.title), format.as_str()),
    };
    Ok((download, count))
}

fn fixed(one: &registration::Model, line: &[Uuid], member: Option<&str>, zone: Tz, language: Language) -> Vec<Cell> {
    let rank = line.iter().position(|id| *id == one.id).map_or(Cell::Empty, |at| Cell::Number((at + 1) as f64));
    vec![
        text(&one.family_name),
        text(&one.given_name),
        text(member.unwrap_or(&one.organisation)),
        text(one.email.as_deref().unwrap_or_default()),
        text(state(one.state, language)),
        rank,
        instant(Some(one.asked_at), zone),
        Cell::Bool(one.attended_at.is_some()),
        instant(one.attended_at, zone),
    ]
}
