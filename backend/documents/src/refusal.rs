//! Why a file cannot be read, and what to do instead.

use thiserror::Error;

/// A file that is not read. [`Refusal::code`] is stable; the sentences are for the person who sent the file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", self.en())]
pub enum Refusal {
    /// No byte, or no cell with anything in it.
    Empty,
    TooBig {
        bytes: usize,
        limit: usize,
    },
    /// Another kind of file; `found` is its media type where it is known.
    NotASpreadsheet {
        found: Option<String>,
    },
    /// A web page or XML saved with a spreadsheet's extension, as many applications "export to Excel".
    WebPage,
    /// xlsb, Excel 95 and older, flat XML: spreadsheets, but not read here.
    OtherFormat {
        found: &'static str,
    },
    Encrypted,
    /// Truncated or broken; `part` tells where, for those who look into it.
    Damaged {
        part: String,
    },
    /// Expands to more than is sane.
    Expansion {
        limit: u64,
    },
    TooManyParts {
        parts: usize,
        limit: usize,
    },
    /// A part named like a path out of the file (`../…`).
    PathInName {
        name: String,
    },
    /// XML that declares a document type: entities can be made to explode or to fetch.
    Entities {
        part: String,
    },
    TooManyRows {
        sheet: String,
        limit: usize,
    },
    /// `cell` is the first one beyond the limit.
    TooManyColumns {
        sheet: String,
        cell: String,
        limit: usize,
    },
    TooManyCells {
        limit: usize,
    },
}

impl Refusal {
    /// `documents.…`, for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "documents.empty",
            Self::TooBig { .. } => "documents.too_big",
            Self::NotASpreadsheet { .. } => "documents.not_a_spreadsheet",
            Self::WebPage => "documents.web_page",
            Self::OtherFormat { .. } => "documents.other_format",
            Self::Encrypted => "documents.encrypted",
            Self::Damaged { .. } => "documents.damaged",
            Self::Expansion { .. } => "documents.expansion",
            Self::TooManyParts { .. } => "documents.too_many_parts",
            Self::PathInName { .. } => "documents.path_in_name",
            Self::Entities { .. } => "documents.entities",
            Self::TooManyRows { .. } => "documents.too_many_rows",
            Self::TooManyColumns { .. } => "documents.too_many_columns",
            Self::TooManyCells { .. } => "documents.too_many_cells",
        }
    }

    /// What is wrong and what to do, in French.
    pub fn fr(&self) -> String {
        match self {
            Self::Empty => "Ce fichier est vide. Vérifiez que c'est le bon, puis envoyez celui qui contient le tableau.".into(),
            Self::TooBig { bytes, limit } => format!(
                "Ce fichier pèse {} Mo, la limite est de {} Mo. Retirez-en les images ou les feuilles inutiles, ou coupez-le en plusieurs.",
                megabytes(*bytes as u64), limit >> 20
            ),
            Self::NotASpreadsheet { found: Some(found) } => format!(
                "Ce fichier n'est pas un tableau (son contenu est du type {found}). Envoyez un fichier .xlsx, .xls, .ods ou .csv."
            ),
            Self::NotASpreadsheet { found: None } => {
                "Ce fichier n'est pas un tableau lisible. Envoyez un fichier .xlsx, .xls, .ods ou .csv.".into()
            }
            Self::WebPage => "Ce fichier est une page web ou du XML, malgré son nom. Ouvrez-le dans Excel ou LibreOffice et enregistrez-le en .xlsx ou .ods.".into(),
            Self::OtherFormat { found } => format!(
                "Le format {found} n'est pas lu. Ouvrez le fichier dans Excel ou LibreOffice et enregistrez-le en .xlsx ou .ods."
            ),
            Self::Encrypted => "Ce fichier est protégé par un mot de passe. Ouvrez-le, retirez le mot de passe, enregistrez-le et envoyez-le de nouveau.".into(),
            Self::Damaged { .. } => "Ce fichier est abîmé ou incomplet. Ouvrez-le dans Excel ou LibreOffice, enregistrez-le sous un autre nom et envoyez cette copie.".into(),
            Self::Expansion { limit } => format!(
                "Une fois décompressé, ce fichier dépasse {} Mo. Copiez le tableau seul dans un nouveau classeur et envoyez-le.",
                limit >> 20
            ),
            Self::TooManyParts { parts, limit } => format!(
                "Ce fichier contient {parts} éléments, la limite est de {limit}. Copiez le tableau seul dans un nouveau classeur et envoyez-le."
            ),
            Self::PathInName { name } => format!(
                "Ce fichier contient un élément au nom interdit (« {name} »). Ouvrez-le dans Excel ou LibreOffice, enregistrez-le sous un autre nom et envoyez cette copie."
            ),
            Self::Entities { part } => format!(
                "Ce fichier contient des définitions XML interdites ({part}). Ouvrez-le dans Excel ou LibreOffice, enregistrez-le sous un autre nom et envoyez cette copie."
            ),
            Self::TooManyRows { sheet, limit } => format!(
                "{}plus de {limit} lignes. Coupez le tableau en plusieurs fichiers.", feuille(sheet)
            ),
            Self::TooManyColumns { sheet, cell, limit } => format!(
                "{}plus de {limit} colonnes : la cellule {cell} n'est pas vide. Supprimez les colonnes inutiles et envoyez le fichier de nouveau.", feuille(sheet)
            ),
            Self::TooManyCells { limit } => format!(
                "Ce fichier contient trop de données (plus de {limit} cellules, ou des textes très longs). Gardez seulement la feuille utile et envoyez-la."
            ),
        }
    }

    /// What is wrong and what to do, in English.
    pub fn en(&self) -> String {
        match self {
            Self::Empty => "This file is empty. Check that it is the right one and send the one that holds the table.".into(),
            Self::TooBig { bytes, limit } => format!(
                "This file is {} MB, the limit is {} MB. Take out pictures and sheets you don't need, or split it.",
                megabytes(*bytes as u64), limit >> 20
            ),
            Self::NotASpreadsheet { found: Some(found) } => format!(
                "This file isn't a table (its content is {found}). Send an .xlsx, .xls, .ods or .csv file."
            ),
            Self::NotASpreadsheet { found: None } => {
                "This file isn't a table that can be read. Send an .xlsx, .xls, .ods or .csv file.".into()
            }
            Self::WebPage => "This file is a web page or XML whatever its name. Open it in Excel or LibreOffice and save it as .xlsx or .ods.".into(),
            Self::OtherFormat { found } => format!(
                "The format {found} isn't read. Open the file in Excel or LibreOffice and save it as .xlsx or .ods."
            ),
            Self::Encrypted => "This file is protected by a password. Open it, remove the password, save it and send it again.".into(),
            Self::Damaged { .. } => "This file is damaged or incomplete. Open it in Excel or LibreOffice, save it under another name and send that copy.".into(),
            Self::Expansion { limit } => format!(
                "Expanded, this file exceeds {} MB. Copy the table alone into a new workbook and send that.",
                limit >> 20
            ),
            Self::TooManyParts { parts, limit } => format!(
                "This file holds {parts} parts, the limit is {limit}. Copy the table alone into a new workbook and send that."
            ),
            Self::PathInName { name } => format!(
                "This file holds a part with a forbidden name (“{name}”). Open it in Excel or LibreOffice, save it under another name and send that copy."
            ),
            Self::Entities { part } => format!(
                "This file holds forbidden XML definitions ({part}). Open it in Excel or LibreOffice, save it under another name and send that copy."
            ),
            Self::TooManyRows { sheet, limit } => {
                format!("{}more than {limit} rows. Split the table into several files.", sheet_has(sheet))
            }
            Self::TooManyColumns { sheet, cell, limit } => format!(
                "{}more than {limit} columns: cell {cell} isn't empty. Delete the columns you don't need and send the file again.", sheet_has(sheet)
            ),
            Self::TooManyCells { limit } => format!(
                "This file holds too much data (more than {limit} cells, or very long texts). Keep only the sheet you need and send that."
            ),
        }
    }
}

fn feuille(name: &str) -> String {
    if name.is_empty() { "Ce fichier a ".into() } else { format!("La feuille « {name} » a ") }
}

fn sheet_has(name: &str) -> String {
    if name.is_empty() { "This file has ".into() } else { format!("The sheet “{name}” has ") }
}

/// Rounded up, so that 20.1 MB is not said to be 20 MB of 20.
fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1 << 20)
}
