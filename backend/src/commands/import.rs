//! A spreadsheet imported from the command line: the same dry run and commit as on screen, told in French.

use std::path::PathBuf;

use clap::Args;
use kernel::trade::MemberKind;
use platform::{Asker, House, Way};

use crate::features::imports::{FromFile, from_file};

#[derive(Args)]
pub struct Import {
    /// xlsx, xls, ods, csv or delimited text.
    file: PathBuf,
    /// Name of the sheet; the first with a table when absent.
    #[arg(long)]
    sheet: Option<String>,
    /// Kind of rows that tell none: commune, public_body, association, company.
    #[arg(long, value_parser = kind)]
    default_kind: Option<MemberKind>,
    /// Write it, and not only say what would be written.
    #[arg(long)]
    commit: bool,
}

fn kind(word: &str) -> Result<MemberKind, String> {
    word.parse().map_err(|()| "commune, public_body, association or company".to_owned())
}

pub async fn run(house: House, command: Import) -> Result<(), String> {
    let bytes = std::fs::read(&command.file).map_err(|error| format!("{}: {error}", command.file.display()))?;
    let name = command.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let from =
        FromFile { name, bytes, sheet: command.sheet, default_kind: command.default_kind, commit: command.commit };
    let report = from_file(&house, &Asker::house("import", Way::Command), from)
        .await
        .map_err(|problem| problem.detail().fr.clone())?;
    print!("{report}");
    Ok(())
}
