//! What is asked of an export.

use kernel::problem::Language;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// `xlsx`: Excel, real dates and numbers. `ods`: the same for LibreOffice. `csv`: plain text. `vcf`: the people, as vCards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    Xlsx,
    Csv,
    Ods,
    Vcf,
}

impl ExportFormat {
    pub fn as_str(self) -> &'static str {
        match self {
            ExportFormat::Xlsx => "xlsx",
            ExportFormat::Csv => "csv",
            ExportFormat::Ods => "ods",
            ExportFormat::Vcf => "vcf",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            ExportFormat::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ExportFormat::Csv => "text/csv; charset=utf-8",
            ExportFormat::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            ExportFormat::Vcf => "text/vcard; charset=utf-8",
        }
    }
}

/// For whom a csv is written. `excel_fr`: with BOM, `;`, `31/12/2016`, decimal comma. `open`: `,`, `2016-12-31`, decimal
/// point (RFC 4180).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExportProfile {
    #[default]
    ExcelFr,
    Open,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExportLanguage {
    Fr,
    En,
}

impl From<ExportLanguage> for Language {
    fn from(language: ExportLanguage) -> Language {
        match language {
            ExportLanguage::Fr => Language::Fr,
            ExportLanguage::En => Language::En,
        }
    }
}

/// What of the members in which file.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportForm {
    /// `xlsx` for Excel, `ods` for LibreOffice, `csv` for anything else, `vcf` for the people.
    #[param(inline)]
    pub format: ExportFormat,
    /// Of a csv; `excel_fr` when absent.
    #[param(inline)]
    pub profile: Option<ExportProfile>,
    /// Keys of columns, separated by commas, in their order; fields of the club as `custom.<key>`. Without it those of the
    /// view, or all that the caller sees; `all` for all of them in an open view too. Those of a person (`given_name`,
    /// `person_email`…, or `main_contact`, `main_contact_email`, `main_contact_phone`) are the main contact's. Name, kind and identifier are always there: by them the file can be imported again.
    #[validate(length(max = 8000))]
    pub columns: Option<String>,
    /// One row per person of a member, with its name, function, e-mail and telephones, the member's columns repeated.
    pub people: Option<bool>,
    /// Of titles and words; that of the request when absent.
    #[param(inline)]
    pub language: Option<ExportLanguage>,
    /// As in the list.
    #[validate(length(max = 80))]
    pub sort: Option<String>,
}
