//! What was noticed while reading: no error, but people want to know.

use crate::{Colour, Encoding, Format, column_letter};

/// Something to tell. [`Note::code`] is stable, the sentences are for people.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    /// The extension says one thing, the content another: the content was believed.
    NameDiffers {
        extension: String,
        format: Format,
    },
    /// A text file that is not UTF-8.
    Decoded {
        encoding: Encoding,
    },
    /// Mostly UTF-8, with `bytes` bytes of Windows-1252 in between: both were understood.
    MixedEncodings {
        bytes: usize,
    },
    /// Characters that could not be decoded.
    Undecodable {
        characters: usize,
    },
    /// `SÃ©lestat`: text decoded wrongly before it was saved (see [`crate::undo_double_encoding`]). Kept as it is.
    DoubleEncoding {
        rows: Vec<u32>,
        example: String,
        corrected: String,
    },
    /// A first line `sep=;` was obeyed; it is neither header nor data and not counted.
    SeparatorLine {
        separator: char,
    },
    /// A quotation mark opened there is never closed: it was taken as an ordinary character.
    UnclosedQuote {
        row: u32,
    },
    /// The workbook counts its days from 1904; they were converted.
    Epoch1904,
    /// The workbook has macros; they were not looked at.
    Macros,
    HiddenRows {
        rows: Vec<u32>,
    },
    /// Columns from 0.
    HiddenColumns {
        columns: Vec<u16>,
    },
    /// A hidden sheet.
    HiddenSheet,
    /// Rows filled with one colour, which says something to people and nothing to an import.
    Coloured {
        colour: Colour,
        rows: Vec<u32>,
    },
    /// A value typed once for these rows, copied down. Column from 0.
    MergedDown {
        first_row: u32,
        last_row: u32,
        column: u16,
    },
    /// Cells whose value was computed by a formula: the last computed value was taken. Columns from 0.
    Computed {
        columns: Vec<u16>,
        cells: usize,
    },
    /// Formulas that were never computed by the program that saved the file: their cells are empty.
    NotComputed {
        rows: Vec<u32>,
    },
}

impl Note {
    pub fn code(&self) -> &'static str {
        match self {
            Self::NameDiffers { .. } => "documents.name_differs",
            Self::Decoded { .. } => "documents.decoded",
            Self::MixedEncodings { .. } => "documents.mixed_encodings",
            Self::Undecodable { .. } => "documents.undecodable",
            Self::DoubleEncoding { .. } => "documents.double_encoding",
            Self::SeparatorLine { .. } => "documents.separator_line",
            Self::UnclosedQuote { .. } => "documents.unclosed_quote",
            Self::Epoch1904 => "documents.epoch_1904",
            Self::Macros => "documents.macros",
            Self::HiddenRows { .. } => "documents.hidden_rows",
            Self::HiddenColumns { .. } => "documents.hidden_columns",
            Self::HiddenSheet => "documents.hidden_sheet",
            Self::Coloured { .. } => "documents.coloured",
            Self::MergedDown { .. } => "documents.merged_down",
            Self::Computed { .. } => "documents.computed",
            Self::NotComputed { .. } => "documents.not_computed",
        }
    }

    /// The sentence in French.
    pub fn fr(&self) -> String {
        match self {
            Self::NameDiffers { extension, format } => {
                format!(
                    "Le nom finit par .{extension}, mais le contenu est du {} : il a été lu comme tel.",
                    format.as_str()
                )
            }
            Self::Decoded { encoding } => format!("Texte lu en {}.", encoding.as_str()),
            Self::MixedEncodings { bytes } => {
                format!(
                    "Deux encodages sont mêlés (UTF-8 et Windows-1252, {bytes} caractères) : les deux ont été compris."
                )
            }
            Self::Undecodable { characters } => {
                format!("{characters} caractères illisibles ont été remplacés par « \u{fffd} ».")
            }
            Self::DoubleEncoding { rows, example, corrected } => format!(
                "Accents abîmés par un double encodage (« {example} » pour « {corrected} »), lignes {}.",
                row_list(rows)
            ),
            Self::SeparatorLine { separator } => {
                format!("La première ligne « sep={separator} » annonce le séparateur : elle n'est ni lue ni comptée.")
            }
            Self::UnclosedQuote { row } => {
                format!(
                    "Ligne {row} : un guillemet ouvert n'est jamais fermé, il a été lu comme un caractère ordinaire."
                )
            }
            Self::Epoch1904 => "Ce classeur compte ses dates depuis 1904 : elles ont été converties.".into(),
            Self::Macros => "Ce classeur contient des macros : elles ont été ignorées.".into(),
            Self::HiddenRows { rows } => format!("Lignes masquées, lues comme les autres : {}.", row_list(rows)),
            Self::HiddenColumns { columns } => {
                format!("Colonnes masquées, lues comme les autres : {}.", letter_list(columns))
            }
            Self::HiddenSheet => "Cette feuille est masquée.".into(),
            Self::Coloured { colour, rows } => format!(
                "Lignes sur fond {} : {}. Une couleur ne s'importe pas ; ces lignes peuvent recevoir une étiquette.",
                colour.name_fr(),
                row_list(rows)
            ),
            Self::MergedDown { first_row, last_row, column } => format!(
                "Cellules fusionnées {0}{first_row}:{0}{last_row} : la valeur a été recopiée vers le bas.",
                column_letter(usize::from(*column))
            ),
            Self::Computed { columns, cells } => format!(
                "{cells} cellules sont des formules (colonnes {}) : leur dernière valeur a été prise.",
                letter_list(columns)
            ),
            Self::NotComputed { rows } => format!(
                "Lignes {} : des formules n'ont jamais été calculées, leurs cellules sont vides. Ouvrez le fichier dans Excel ou LibreOffice et enregistrez-le.",
                row_list(rows)
            ),
        }
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        match self {
            Self::NameDiffers { extension, format } => {
                format!("The name ends with .{extension}, but the content is {}: it was read as such.", format.as_str())
            }
            Self::Decoded { encoding } => format!("Text read as {}.", encoding.as_str()),
            Self::MixedEncodings { bytes } => {
                format!("Two encodings are mixed (UTF-8 and Windows-1252, {bytes} characters): both were understood.")
            }
            Self::Undecodable { characters } => {
                format!("{characters} unreadable characters were replaced by “\u{fffd}”.")
            }
            Self::DoubleEncoding { rows, example, corrected } => format!(
                "Accents damaged by a double encoding (“{example}” for “{corrected}”), rows {}.",
                row_list(rows)
            ),
            Self::SeparatorLine { separator } => {
                format!("The first line “sep={separator}” announces the separator: it is neither read nor counted.")
            }
            Self::UnclosedQuote { row } => {
                format!("Row {row}: a quotation mark is never closed, it was read as an ordinary character.")
            }
            Self::Epoch1904 => "This workbook counts its dates from 1904: they were converted.".into(),
            Self::Macros => "This workbook has macros: they were ignored.".into(),
            Self::HiddenRows { rows } => format!("Hidden rows, read like the others: {}.", row_list(rows)),
            Self::HiddenColumns { columns } => {
                format!("Hidden columns, read like the others: {}.", letter_list(columns))
            }
            Self::HiddenSheet => "This sheet is hidden.".into(),
            Self::Coloured { colour, rows } => format!(
                "Rows filled in {}: {}. A colour can't be imported; these rows can be given a tag.",
                colour.name_en(),
                row_list(rows)
            ),
            Self::MergedDown { first_row, last_row, column } => format!(
                "Merged cells {0}{first_row}:{0}{last_row}: the value was copied down.",
                column_letter(usize::from(*column))
            ),
            Self::Computed { columns, cells } => {
                format!("{cells} cells are formulas (columns {}): their last value was taken.", letter_list(columns))
            }
            Self::NotComputed { rows } => format!(
                "Rows {}: formulas were never computed, their cells are empty. Open the file in Excel or LibreOffice and save it.",
                row_list(rows)
            ),
        }
    }
}

/// Row numbers for a sentence: `11, 40, 161–163`, shortened after the twentieth group.
pub fn row_list(rows: &[u32]) -> String {
    let mut groups: Vec<(u32, u32)> = Vec::new();
    for row in rows {
        match groups.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*row) => *last = *row,
            _ => groups.push((*row, *row)),
        }
    }
    let shown: Vec<String> = groups
        .iter()
        .take(20)
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}–{last}") })
        .collect();
    let more = if groups.len() > 20 { "…" } else { "" };
    format!("{}{more}", shown.join(", "))
}

fn letter_list(columns: &[u16]) -> String {
    columns.iter().map(|column| column_letter(usize::from(*column))).collect::<Vec<_>>().join(", ")
}
