//! Rows of the file, with what becomes of each.

use kernel::{
    page::{Cursor, PageOf},
    problem::{Language, Problem},
};
use platform::{Asker, House};
use tables::{import, import_row};

use super::{
    super::{
        analysis::{Action, Choices, Decision, Outcome, Reason, Report},
        desk::{StagedRow, Verdict},
        schema::{
            ImportRow, RowAction, RowCandidate, RowDecision, RowDifference, RowListing, RowMember, RowOutcome,
            RowRepair,
        },
        store::{self, sought::Sought},
    },
    PAGE, problem,
};

/// A stretch of the rows, in their order.
pub async fn list(
    house: &House,
    by: &Asker,
    import: import::Model,
    asked: RowListing,
) -> Result<PageOf<ImportRow>, Problem> {
    let db = &house.db.read;
    let limit = asked.limit.unwrap_or(PAGE);
    let outcome = asked.outcome.map_or("rows", |outcome| outcome.as_str());
    let mut question = asked.number.map_or(outcome.to_owned(), |number| format!("{outcome} {number}"));
    if let Some(reason) = &asked.reason {
        question = format!("{question} {reason}");
    }
    let after = match &asked.cursor {
        Some(cursor) => Some(Cursor::<i64>::open(cursor, &question)?).filter(|cursor| cursor.id == import.id),
        None => None,
    };
    let after = after.map_or(0, |cursor| cursor.k);
    let Verdict { report, kept, .. } = serde_json::from_value(import.report)?;
    let sought = Sought { filter: asked.outcome, reason: asked.reason.as_deref(), number: asked.number, kept: &kept };
    let mut rows = store::sought::rows(db, import.id, sought, after, limit).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(limit as usize);
    let next_cursor = match rows.last() {
        Some(last) if more => Some(Cursor { k: last.number, id: import.id, q: question }.seal()?),
        _ => None,
    };
    let names = store::names(db, rows.iter().filter_map(|row| row.member_id).collect()).await?;
    let choices: Choices = serde_json::from_value(import.choices)?;
    let sheet = report.sheets.iter().find(|sheet| sheet.chosen).map(|sheet| sheet.name.clone()).unwrap_or_default();
    let told = |row: import_row::Model| {
        let member = row.member_id.and_then(|id| Some(RowMember { id, name: names.get(&id)?.clone() }));
        let staged: StagedRow = serde_json::from_value(row.body)?;
        let stayed = kept.binary_search(&staged.row.number).is_ok();
        Ok::<_, Problem>(ImportRow { kept: stayed, ..tell(member, staged, &report, &choices, &sheet, by.language) })
    };
    let items = rows.into_iter().map(told).collect::<Result<_, _>>()?;
    Ok(PageOf { items, next_cursor, total: None })
}

fn tell(
    member: Option<RowMember>,
    staged: StagedRow,
    report: &Report,
    choices: &Choices,
    sheet: &str,
    language: Language,
) -> ImportRow {
    let StagedRow { row, cells } = staged;
    let of = |index: usize| report.columns.get(index);
    ImportRow {
        number: row.number,
        sheet: sheet.to_owned(),
        outcome: outcome(row.outcome),
        name: row.name,
        hidden: row.hidden,
        member,
        kept: false,
        candidates: row
            .candidates
            .into_iter()
            .map(|candidate| RowCandidate {
                member_id: candidate.member_id,
                row: candidate.row,
                name: candidate.name,
                commune: candidate.commune,
                reason: match candidate.reason {
                    Reason::Identifier => "identifier",
                    Reason::Email => "email",
                    Reason::Name => "name",
                }
                .to_owned(),
                score: candidate.score,
            })
            .collect(),
        differences: row
            .differences
            .into_iter()
            .map(|one| RowDifference { field: one.field.word(), before: one.before, after: one.after })
            .collect(),
        repairs: row
            .findings
            .repairs
            .into_iter()
            .map(|repair| RowRepair {
                code: repair.code,
                column: of(repair.column).map(|column| column.title.clone()).unwrap_or_default(),
                letter: documents::column_letter(repair.column),
                before: repair.before,
                after: match language {
                    Language::En => repair.after_en.unwrap_or(repair.after),
                    Language::Fr => repair.after,
                },
                detail: if language == Language::Fr { repair.fr } else { repair.en },
            })
            .collect(),
        problems: row.findings.problems.iter().map(|one| problem(row.number, one, report, language)).collect(),
        decision: choices.decisions.get(&row.number).map(decision),
        cells,
    }
}

fn outcome(outcome: Outcome) -> RowOutcome {
    match outcome {
        Outcome::Create => RowOutcome::Create,
        Outcome::Update => RowOutcome::Update,
        Outcome::Unchanged => RowOutcome::Unchanged,
        Outcome::Doubt => RowOutcome::Doubt,
        Outcome::Refused => RowOutcome::Refused,
        Outcome::Ignored => RowOutcome::Ignored,
    }
}

fn decision(decision: &Decision) -> RowDecision {
    RowDecision {
        action: match decision.action {
            Action::Create => RowAction::Create,
            Action::Update => RowAction::Update,
            Action::Merge => RowAction::Merge,
            Action::Skip => RowAction::Skip,
            Action::LeaveOut => RowAction::LeaveOut,
        },
        member_id: decision.member_id,
        row: decision.row,
        columns: decision.columns.clone(),
        corrections: decision.corrections.iter().map(|(column, text)| (column.to_string(), text.clone())).collect(),
    }
}
