//! Reads: imports here, their rows in `rows`.

mod rows;

use std::collections::BTreeMap;

use kernel::{
    page::{Cursor, PageOf},
    problem::{Language, Problem},
};
use platform::{Asker, House, web::abilities::Ability};
use serde_json::Value;
use tables::import;
use uuid::Uuid;

pub use rows::list as rows;

use super::{
    analysis::{Choices, Column, Field, Problem as RowProblem, Remark, Report, Severity, Why},
    desk::Verdict,
    progress,
    rules::{self, Standing, Verb},
    schema::{
        Import, ImportCard, ImportColour, ImportColumn, ImportCounts, ImportField, ImportListing, ImportProblem,
        ImportProgress, ImportProvenance, ImportReason, ImportSheet, ImportState, ImportTopic, UndoRefusal,
        UnknownKind,
    },
    store,
};

use crate::features::members::{self, Definitions};

const PAGE: u64 = 50;

pub async fn page(house: &House, by: &Asker, id: Uuid) -> Result<Import, Problem> {
    let row = store::find(&house.db.read, id).await?.ok_or_else(Problem::not_found)?;
    describe(house, by, row).await
}

pub async fn list(house: &House, by: &Asker, asked: ImportListing) -> Result<PageOf<ImportCard>, Problem> {
    let limit = asked.limit.unwrap_or(PAGE);
    let before = asked.cursor.map(|cursor| Cursor::<()>::open(&cursor, "imports")).transpose()?.map(|cursor| cursor.id);
    let mut rows = store::list(&house.db.read, before, limit).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(limit as usize);
    let next_cursor = match rows.last() {
        Some(last) if more => Some(Cursor { k: (), id: last.id, q: "imports".to_owned() }.seal()?),
        _ => None,
    };
    let items = rows.into_iter().map(|row| ImportCard {
        abilities: abilities(ImportState::kept(&row.state, row.hand), &row.summary, by.language),
        format: row.summary["format"].as_str().unwrap_or_default().to_owned(),
        counts: counts(&row.summary),
        state: ImportState::kept(&row.state, row.hand),
        id: row.id,
        file_name: row.file_name,
        created_at: row.created_at,
        by: row.created_by_name,
        committed_at: row.committed_at,
        revision: row.revision,
    });
    Ok(PageOf { items: items.collect(), next_cursor, total: None })
}

/// What the rules need to know, from what is kept.
pub fn standing(import: &import::Model) -> Standing {
    stands(ImportState::kept(&import.state, import.hand), &import.summary)
}

fn stands(state: ImportState, summary: &Value) -> Standing {
    Standing { state, blocked: summary["blocked"].as_bool().unwrap_or(true) }
}

fn abilities(state: ImportState, summary: &Value, language: Language) -> BTreeMap<String, Ability> {
    let standing = stands(state, summary);
    let of = |verb: Verb| (verb.as_str().to_owned(), Ability::of(&rules::may(verb, standing), language));
    Verb::ALL.into_iter().map(of).collect()
}

fn counts(summary: &Value) -> ImportCounts {
    let of = |name: &str| summary["counts"][name].as_u64().and_then(|count| u32::try_from(count).ok()).unwrap_or(0);
    ImportCounts {
        rows: of("rows"),
        create: of("create"),
        update: of("update"),
        unchanged: of("unchanged"),
        doubt: of("doubt"),
        refused: of("refused"),
        ignored: of("ignored"),
        warning: of("warning"),
        repaired: of("repaired"),
        kept: of("kept"),
    }
}

/// All of an import, in the reader's language.
pub async fn describe(house: &House, by: &Asker, row: import::Model) -> Result<Import, Problem> {
    let progress = progress_of(house, &row).await?;
    let custom = members::definitions(&house.db.read).await?;
    let language = by.language;
    let Verdict { report, refusal, .. } = serde_json::from_value(row.report)?;
    let choices: Choices = serde_json::from_value(row.choices)?;
    let state = ImportState::kept(&row.state, row.hand);
    let sentences = |remarks: &[Remark]| remarks.iter().map(|remark| sentence(remark, language)).collect();
    Ok(Import {
        card: ImportCard {
            abilities: abilities(state, &row.summary, language),
            counts: counts(&row.summary),
            format: report.format.clone(),
            state,
            id: row.id,
            file_name: row.file_name,
            created_at: row.created_at,
            by: row.created_by_name,
            committed_at: row.committed_at,
            revision: row.revision,
        },
        sheets: report
            .sheets
            .iter()
            .map(|sheet| ImportSheet {
                name: sheet.name.clone(),
                rows: sheet.rows,
                data_rows: sheet.data_rows,
                header_row: if sheet.chosen { report.header_row } else { sheet.header_row },
                visible: sheet.visible,
                chosen: sheet.chosen,
            })
            .collect(),
        columns: report.columns.iter().map(column).collect(),
        fields: fields(&custom, language)?,
        default_kind: choices.default_kind,
        unknown_kinds: report
            .unknown_kinds
            .iter()
            .map(|kind| UnknownKind { written: kind.written.clone(), rows: kind.rows, proposal: kind.proposal })
            .collect(),
        colours: colours(&report, &choices, language),
        kinds: choices.kinds,
        provenance: ImportProvenance {
            source: choices.provenance.source,
            basis: choices.provenance.basis,
            informed_on: choices.provenance.informed_on,
        },
        new_topics: report
            .new_topics
            .iter()
            .map(|topic| ImportTopic {
                written: topic.written.clone(),
                rows: topic.rows,
                proposal: topic.proposal.clone(),
            })
            .collect(),
        new_topics_total: report.new_topics_total,
        topics: choices.topics,
        reasons: reasons(&report, language),
        communes_without_territory: report.communes_without_territory,
        colour_legend: report.colour_legend.clone(),
        notes: sentences(&report.notes),
        problems: report.problems.iter().map(|told| problem(told.row, &told.problem, &report, language)).collect(),
        blocking: sentences(&report.blocking),
        progress,
        problem: row.problem.map(|kept| rules::told(&kept, language)),
        undo_refusal: refusal.filter(|_| state == ImportState::Committed).map(|refusal| UndoRefusal {
            blocked: refusal.blocked,
            reasons: refusal.reasons.iter().map(|kept| rules::told(kept, language)).collect(),
        }),
        change_set_id: row.change_set_id,
        encoding: report.encoding,
        separator: report.separator,
    })
}

async fn progress_of(house: &House, row: &import::Model) -> Result<Option<ImportProgress>, Problem> {
    match ImportState::kept(&row.state, row.hand) {
        ImportState::Reading => {
            Ok(Some(ImportProgress { done: row.progress, total: 100 }).filter(|progress| progress.done > 0))
        }
        ImportState::Committing | ImportState::Undoing => {
            let counts = counts(&row.summary);
            let total = i64::from(counts.create) + i64::from(counts.update);
            let done = progress::of(house, row.id).await?;
            Ok(done.map(|done| ImportProgress { done: done.min(total), total }))
        }
        _ => Ok(None),
    }
}

fn sentence(remark: &Remark, language: Language) -> String {
    match language {
        Language::Fr => remark.fr.clone(),
        Language::En => remark.en.clone(),
    }
}

fn column(column: &Column) -> ImportColumn {
    ImportColumn {
        index: column.index,
        letter: column.letter.clone(),
        title: column.title.clone(),
        field: column.field.map(|field| field.word()),
        guessed: column.guessed,
        samples: column.samples.clone(),
    }
}

fn fields(custom: &Definitions, language: Language) -> Result<Vec<ImportField>, Problem> {
    let of_club = custom.0.iter().filter_map(|definition| {
        let name = Field::custom(&definition.key)?.word();
        Some(Ok(ImportField { name, label: definition.name.clone(), group: "custom".to_owned() }))
    });
    Field::all().map(|one| field(one, language)).chain(of_club).collect()
}

fn field(field: Field, language: Language) -> Result<ImportField, Problem> {
    let label = match language {
        Language::Fr => field.label_fr(),
        Language::En => field.label_en(),
    };
    let group = serde_json::to_value(field.group())?;
    Ok(ImportField {
        name: field.word(),
        label: label.to_owned(),
        group: group.as_str().unwrap_or_default().to_owned(),
    })
}

fn reasons(report: &Report, language: Language) -> Vec<ImportReason> {
    let told = report.reasons.iter().map(|reason| ImportReason {
        code: reason.code.clone(),
        outcome: match reason.why {
            Why::Refused => "refused",
            Why::Warning => "warning",
            Why::Repaired => "repaired",
        }
        .to_owned(),
        label: if language == Language::Fr { reason.fr.clone() } else { reason.en.clone() },
        rows: reason.rows,
    });
    told.collect()
}

fn colours(report: &Report, choices: &Choices, language: Language) -> Vec<ImportColour> {
    let of = |colour: &super::analysis::ColourRows| {
        let meaning = choices.colours.get(&colour.colour).cloned().unwrap_or_default();
        ImportColour {
            colour: colour.colour.clone(),
            name: if language == Language::Fr { colour.fr.clone() } else { colour.en.clone() },
            rows: colour.rows.clone(),
            topic: meaning.topic,
            status: meaning.status,
        }
    };
    report.colours.iter().map(of).collect()
}

fn problem(row: u32, problem: &RowProblem, report: &Report, language: Language) -> ImportProblem {
    let column = problem.column.and_then(|index| report.columns.get(index));
    ImportProblem {
        row,
        column: column.map(|column| column.title.clone()),
        letter: column.map(|column| column.letter.clone()),
        code: problem.code.clone(),
        detail: if language == Language::Fr { problem.fr.clone() } else { problem.en.clone() },
        severity: match problem.severity {
            Severity::Notice => "notice",
            Severity::Warning => "warning",
            Severity::Refused => "refused",
        }
        .to_owned(),
        suggestion: problem.suggestion.clone(),
    }
}
