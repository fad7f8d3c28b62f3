//! An import from the command line, and what it tells, in French.

use std::{fmt::Write as _, time::Duration};

use kernel::{problem::Problem, trade::MemberKind};
use platform::{Asker, House};
use uuid::Uuid;

use super::{
    actions::{commit, stage, upload},
    analysis::Choices,
    queries,
    schema::{Import, ImportRow, ImportState, RowFilter, RowListing},
    store,
};

/// Rows of a kind that are told one by one.
const TOLD: u64 = 50;

pub struct FromFile {
    pub name: String,
    pub bytes: Vec<u8>,
    pub sheet: Option<String>,
    pub default_kind: Option<MemberKind>,
    /// Write it, and not only say what would be written.
    pub commit: bool,
}

/// Makes the dry run, writes it if so wished, and tells about both.
pub async fn from_file(house: &House, by: &Asker, from: FromFile) -> Result<String, Problem> {
    let choices = Choices { sheet: from.sheet, default_kind: from.default_kind, ..Choices::default() };
    let id = upload::take_in(house, by, from.name, from.bytes, choices).await?;
    let import = read(house, by, id).await?;
    let mut told = report(house, by, &import).await?;
    if import.card.state != ImportState::Ready {
        return Ok(told);
    }
    if from.commit {
        commit::at_once(house, by, id, import.card.revision).await?;
        let _ = writeln!(told, "\nEnregistré. Pour tout annuler : écran « Imports », import du jour.");
    } else {
        let _ = writeln!(told, "\nEssai à blanc : rien n’a été écrit. Ajoutez --commit pour enregistrer.");
    }
    Ok(told)
}

/// A large file is read here and now; if another process has it in hand, that one is waited for.
async fn read(house: &House, by: &Asker, id: Uuid) -> Result<Import, Problem> {
    loop {
        let import = queries::page(house, by, id).await?;
        if import.card.state != ImportState::Reading {
            return Ok(import);
        }
        stage::read_large(house, id).await?;
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

async fn report(house: &House, by: &Asker, import: &Import) -> Result<String, Problem> {
    let mut told = String::new();
    let counts = &import.card.counts;
    let sheet = import.sheets.iter().find(|sheet| sheet.chosen);
    let header = sheet
        .and_then(|sheet| sheet.header_row)
        .map_or("aucun en-tête".to_owned(), |row| format!("en-tête ligne {row}"));
    let sheet = sheet.map(|sheet| sheet.name.as_str()).filter(|name| !name.is_empty());
    let sheet = sheet.map_or(String::new(), |name| format!("feuille « {name} », "));
    let _ = writeln!(told, "« {} » : {sheet}{header}, {} lignes.", import.card.file_name, counts.rows);
    let _ = writeln!(
        told,
        "À créer : {} ; à mettre à jour : {} ; inchangées : {} ; en doute : {} ; refusées : {} ; réparées : {} ; avec un avertissement : {}.",
        counts.create, counts.update, counts.unchanged, counts.doubt, counts.refused, counts.repaired, counts.warning
    );
    for sentence in import.blocking.iter().chain(&import.problem) {
        let _ = writeln!(told, "À régler : {sentence}");
    }
    for note in &import.notes {
        let _ = writeln!(told, "- {note}");
    }
    for (filter, title) in [(RowFilter::Doubt, "En doute"), (RowFilter::Refused, "Refusées")] {
        let rows = rows(house, by, import.card.id, filter).await?;
        if !rows.is_empty() {
            let _ = writeln!(told, "\n{title} :");
        }
        for row in rows {
            let _ = writeln!(told, "  ligne {}, {} : {}", row.number, row.name, why(&row));
        }
    }
    Ok(told)
}

async fn rows(house: &House, by: &Asker, id: Uuid, filter: RowFilter) -> Result<Vec<ImportRow>, Problem> {
    let import = store::find(&house.db.read, id).await?.ok_or_else(Problem::not_found)?;
    let asked = RowListing { number: None, outcome: Some(filter), reason: None, limit: Some(TOLD), cursor: None };
    Ok(queries::rows(house, by, import, asked).await?.items)
}

fn why(row: &ImportRow) -> String {
    let refusals =
        row.problems.iter().filter(|problem| problem.severity == "refused").map(|problem| problem.detail.clone());
    let candidates = row.candidates.iter().map(|candidate| match candidate.row {
        Some(number) => format!("peut-être la ligne {number}, « {} »", candidate.name),
        None => format!("peut-être « {} »", candidate.name),
    });
    refusals.chain(candidates).collect::<Vec<_>>().join(" ; ")
}
