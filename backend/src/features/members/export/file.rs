//! The file: pages of the list on one side, a writer on the other, one page between them.

use std::{
    fs::File,
    io::{BufWriter, Seek, Write},
    time::Duration,
};

use documents::{Cell, CsvProfile, Table, WriteFailure};
use kernel::problem::{Language, Problem, say};
use platform::{
    Asker, House,
    audit::{Entry, FieldChange},
    files,
    web::{Both, LongDownload},
};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use tokio::sync::{
    Semaphore, SemaphorePermit,
    mpsc::{Receiver, Sender, channel},
};

use super::{
    super::{cards::Lens, contacts, custom, list, schema::MemberFilters, store},
    columns::Line,
    plan::Plan,
    schema::{ExportForm, ExportFormat, ExportProfile},
    vcard,
};
use crate::features::club;
use tables::member;

/// Members read at once.
const PAGE: u64 = 500;

/// Files written at once in this process; more would leave no reader of the database to anybody else.
static WRITERS: Semaphore = Semaphore::const_new(2);
/// How long an export waits its turn.
const PATIENCE: Duration = Duration::from_secs(15);

/// What a page has become.
enum Piece {
    Rows(Vec<Vec<Cell>>),
    Cards(String),
}

pub async fn export(
    house: &House,
    by: &Asker,
    Both(filters, form): Both<MemberFilters, ExportForm>,
) -> Result<LongDownload, Problem> {
    let _turn = turn(&WRITERS, PATIENCE).await?;
    let lens = Lens::of(house, by).await?;
    let plan = Plan::of(house, &lens, &form, filters.view).await?;
    let walk = list::Walk::begin(house, &lens, &filters, form.sort.as_deref()).await?;
    let club = club::settings(&house.db.read).await?.name;
    let table = Table::new(plan.view.clone().unwrap_or_else(|| sheet(plan.language).to_owned()), plan.table())
        .scratch(&house.settings.data_dir);
    let (sender, receiver) = channel::<Piece>(1);
    let (format, profile) = (form.format, form.profile.unwrap_or_default());
    let scratch = files::scratch(&house.settings)?;
    let writer = tokio::task::spawn_blocking(move || write(scratch, format, profile, &table, receiver));
    let fed = feed(house, &lens, &plan, format, walk, sender).await;
    let file = writer.await.map_err(Problem::bug)?.map_err(not_written)?;
    let members = fed?;
    note(house, by, (&filters, &form), &plan, members).await?;
    let what = plan.view.as_deref().unwrap_or_else(|| sheet(plan.language));
    let file_name = format!("{} - {} - {}.{}", safe(&club), safe(what), lens.today, format.as_str());
    Ok(LongDownload { file, media_type: format.media_type(), file_name })
}

/// One's turn to write a file: each holds a reader of the database as long as it takes, and the others are for people.
async fn turn(writers: &'static Semaphore, patience: Duration) -> Result<SemaphorePermit<'static>, Problem> {
    match tokio::time::timeout(patience, writers.acquire()).await {
        Ok(turn) => turn.map_err(Problem::bug),
        Err(_) => Err(Problem::unavailable(
            "members.exports_busy",
            say(
                "D’autres exports sont en cours\u{202f}: réessayez dans un instant.",
                "Other exports are under way: try again in a moment.",
            ),
        )),
    }
}

fn not_written(failure: WriteFailure) -> Problem {
    match failure {
        WriteFailure::Io(error) => files::out_of_reach(error),
        WriteFailure::Format(cause) => Problem::invalid_field(
            "?format",
            "members.too_much_for_format",
            say(
                "Ce format ne contient pas autant de lignes, ou des textes aussi longs\u{202f}: choisissez CSV, ou précisez le filtre.",
                "This format does not hold that many rows, or texts that long: choose CSV, or narrow the filter.",
            ),
        )
        .because(cause),
    }
}

fn sheet(language: Language) -> &'static str {
    if language == Language::Fr { "Membres" } else { "Members" }
}

/// A part of a file name that every system takes.
pub fn safe(name: &str) -> String {
    let kept = |character: char| {
        if character.is_control() || matches!(character, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') {
            ' '
        } else {
            character
        }
    };
    let clean: String = name.chars().map(kept).take(80).collect();
    let clean = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    let clean = clean.trim_matches('.').trim();
    if clean.is_empty() { "Maillage".to_owned() } else { clean.to_owned() }
}

/// Reads page after page and hands each on; gives how many members there were.
async fn feed(
    house: &House,
    lens: &Lens,
    plan: &Plan,
    format: ExportFormat,
    mut walk: list::Walk,
    sender: Sender<Piece>,
) -> Result<u64, Problem> {
    // One instant: a member whose place in the order changes meanwhile comes once all the same.
    let snapshot = house.db.begin_snapshot().await?;
    let staff = store::keepers(&snapshot).await?.into_iter().map(|keeper| (keeper.id, keeper.name)).collect();
    let mut members = 0;
    loop {
        let rows = walk.next(&snapshot, PAGE).await?;
        if rows.is_empty() {
            snapshot.commit().await?;
            return Ok(members);
        }
        members += rows.len() as u64;
        let piece = piece(&snapshot, lens, plan, format, &rows, &staff).await?;
        // A writer that has gone tells why itself.
        if sender.send(piece).await.is_err() {
            return Ok(members);
        }
    }
}

async fn piece<C: ConnectionTrait>(
    db: &C,
    lens: &Lens,
    plan: &Plan,
    format: ExportFormat,
    rows: &[member::Model],
    staff: &std::collections::HashMap<uuid::Uuid, String>,
) -> Result<Piece, Problem> {
    let ids: Vec<uuid::Uuid> = rows.iter().map(|row| row.id).collect();
    let people = match plan.tells_people() || format == ExportFormat::Vcf {
        true => contacts::of_members(db, &ids, lens.today).await?,
        false => Default::default(),
    };
    if format == ExportFormat::Vcf {
        let of = |row: &member::Model| people.get(&row.id).map(Vec::as_slice).unwrap_or_default();
        let cards = rows.iter().flat_map(|row| of(row).iter().map(move |known| vcard::of(row, known)));
        return Ok(Piece::Cards(cards.collect()));
    }
    let topics = store::topics(db, &ids).await?;
    let custom = custom::values(db, &ids).await?;
    let nothing = custom::Values::new();
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let custom = custom.get(&row.id).unwrap_or(&nothing);
        let followed = row.status == kernel::trade::MemberStatus::Active && row.archived_at.is_none();
        let mut line = Line {
            member: row,
            topics: topics.get(&row.id).map(Vec::as_slice).unwrap_or_default(),
            referent: row.referent_id.and_then(|id| staff.get(&id)).map(String::as_str),
            follow_up: followed.then(|| lens.cadence.state(row.contact_due_on, lens.today)),
            person: None,
            language: plan.language,
            time_zone: lens.time_zone,
        };
        let of = people.get(&row.id).map(Vec::as_slice).unwrap_or_default();
        if !plan.people {
            line.person = of.iter().find(|known| known.contact.main);
        }
        if !plan.people || of.is_empty() {
            lines.push(plan.row(&line, custom));
            continue;
        }
        for known in of {
            line.person = Some(known);
            lines.push(plan.row(&line, custom));
        }
    }
    Ok(Piece::Rows(lines))
}

/// Writes what comes, and gives the file from its beginning.
fn write(
    scratch: File,
    format: ExportFormat,
    profile: ExportProfile,
    table: &Table,
    mut pieces: Receiver<Piece>,
) -> Result<File, WriteFailure> {
    let mut out = BufWriter::new(scratch);
    let mut rest = std::iter::from_fn(|| pieces.blocking_recv());
    let rows = rest.by_ref();
    match format {
        ExportFormat::Vcf => {
            for piece in rows {
                if let Piece::Cards(cards) = piece {
                    out.write_all(cards.as_bytes())?;
                }
            }
        }
        ExportFormat::Xlsx => table.write_xlsx(rows.flat_map(rows_of), &mut out)?,
        ExportFormat::Ods => table.write_ods(rows.flat_map(rows_of), &mut out)?,
        ExportFormat::Csv => {
            let profile = match profile {
                ExportProfile::ExcelFr => CsvProfile::ExcelFrance,
                ExportProfile::Open => CsvProfile::Open,
            };
            table.write_csv(profile, rows.flat_map(rows_of), &mut out)?;
        }
    }
    let mut file = out.into_inner().map_err(|error| WriteFailure::Io(error.into_error()))?;
    file.rewind()?;
    Ok(file)
}

fn rows_of(piece: Piece) -> Vec<Vec<Cell>> {
    match piece {
        Piece::Rows(rows) => rows,
        Piece::Cards(_) => Vec::new(),
    }
}

/// Who took which data away: the only effect of an export.
async fn note(
    house: &House,
    by: &Asker,
    (filters, form): (&MemberFilters, &ExportForm),
    plan: &Plan,
    members: u64,
) -> Result<(), Problem> {
    let told = |field: &str, after: Value| FieldChange { field: field.to_owned(), before: Value::Null, after };
    let people = plan.tells_people() || form.format == ExportFormat::Vcf;
    let mut filter = json!(filters).as_object().cloned().unwrap_or_default();
    filter.insert("sort".to_owned(), json!(form.sort));
    filter.retain(|_, value| !value.is_null());
    let mut changes = vec![
        told("format", json!(form.format.as_str())),
        told("rows", json!(members)),
        told("people", json!(people)),
        told("filter", Value::Object(filter)),
    ];
    if form.format != ExportFormat::Vcf {
        changes.push(told("columns", json!(plan.keys())));
    }
    let label = plan.view.clone().unwrap_or_else(|| sheet(Language::Fr).to_owned());
    let entry = Entry { verb: "export", record: "members", record_id: None, label, changes };
    let work = house.begin(by).await?;
    work.note(vec![entry]).await?;
    work.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_finds_all_desks_taken_is_asked_to_come_back() {
        static DESKS: Semaphore = Semaphore::const_new(1);
        let first = turn(&DESKS, Duration::from_millis(20)).await.unwrap();
        let refused = turn(&DESKS, Duration::from_millis(20)).await.unwrap_err();
        assert_eq!((refused.status(), refused.code()), (503, "members.exports_busy"));
        drop(first);
        assert!(turn(&DESKS, Duration::from_millis(20)).await.is_ok());
    }

    #[test]
    fn what_the_format_does_not_hold_is_told_with_the_way_out() {
        let refused = not_written(WriteFailure::Format("1048577 rows".to_owned()));
        assert_eq!((refused.status(), refused.code()), (422, "members.too_much_for_format"));
        assert!(refused.detail().fr.contains("CSV"), "{}", refused.detail().fr);
    }
}
