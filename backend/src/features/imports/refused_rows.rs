//! The refused rows as a file, in the columns they came in, with the reason: corrected, it is imported like any other.

use documents::{Cell, Column, Kind, Table};
use kernel::problem::{Language, Problem};
use platform::{
    Asker, House,
    audit::{Entry, FieldChange},
    web::Download,
};
use serde_json::{Value, json};
use tables::{import, import_row};

use super::{
    analysis::{Report, Severity},
    desk::{StagedRow, Verdict},
    schema::RowFilter,
    store::{self, sought::Sought},
};

/// Rows read at once.
const STEP: u64 = 500;
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub async fn download(house: &House, by: &Asker, import: import::Model) -> Result<Download, Problem> {
    let Verdict { report, .. } = serde_json::from_value(import.report)?;
    let mut columns: Vec<Column> =
        report.columns.iter().map(|column| Column::new(column.title.clone(), Kind::Text)).collect();
    let reason = if by.language == Language::Fr { "Motif" } else { "Reason" };
    columns.push(Column::new(reason, Kind::Text).width(60.0));
    let width = report.columns.len();
    let mut lines = Vec::new();
    let mut after = 0;
    loop {
        let refused = Sought { filter: Some(RowFilter::Refused), ..Sought::default() };
        let rows = store::sought::rows(&house.db.read, import.id, refused, after, STEP).await?;
        let Some(last) = rows.last() else { break };
        after = last.number;
        for row in rows {
            lines.push(line(row, width, &report, by.language)?);
        }
    }
    let table = Table::new(if by.language == Language::Fr { "À corriger" } else { "To correct" }, columns)
        .scratch(&house.settings.data_dir);
    let rows = lines.len();
    let bytes =
        tokio::task::spawn_blocking(move || table.xlsx(lines)).await.map_err(Problem::bug)?.map_err(Problem::bug)?;
    note(house, by, &import.file_name, rows).await?;
    let stem = import.file_name.rsplit_once('.').map_or(import.file_name.as_str(), |(stem, _)| stem).to_owned();
    Ok(Download { bytes, media_type: XLSX, file_name: format!("{stem} - à corriger.xlsx") })
}

/// Who took which data away.
async fn note(house: &House, by: &Asker, file_name: &str, rows: usize) -> Result<(), Problem> {
    let told = FieldChange { field: "rows".to_owned(), before: Value::Null, after: json!(rows) };
    // Of no record: it changes nothing of the import, and is not what a stale revision is explained by.
    let entry =
        Entry { verb: "export", record: "import", record_id: None, label: file_name.to_owned(), changes: vec![told] };
    let work = house.begin(by).await?;
    work.note(vec![entry]).await?;
    work.commit().await
}

fn line(row: import_row::Model, width: usize, report: &Report, language: Language) -> Result<Vec<Cell>, Problem> {
    let StagedRow { row, cells } = serde_json::from_value(row.body)?;
    let mut line: Vec<Cell> = (0..width)
        .map(|column| cells.get(column).and_then(Option::as_deref).map_or(Cell::Empty, Cell::from_text))
        .collect();
    let refusals = row.findings.problems.iter().filter(|problem| problem.severity == Severity::Refused);
    let reasons: Vec<String> = refusals
        .map(|problem| {
            let title = problem.column.and_then(|index| report.columns.get(index)).map(|column| column.title.as_str());
            let detail = if language == Language::Fr { &problem.fr } else { &problem.en };
            match (title.filter(|title| !title.is_empty()), language) {
                (None, _) => detail.clone(),
                (Some(title), Language::Fr) => format!("{title}\u{a0}: {detail}"),
                (Some(title), Language::En) => format!("{title}: {detail}"),
            }
        })
        .collect();
    line.push(Cell::Text(reasons.join("\n").into()));
    Ok(line)
}
