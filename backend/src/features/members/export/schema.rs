//! What is asked of an export.

use chrono::{DateTime, Utc};
use kernel::problem::Language;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use super::super::schema::MemberQuery;

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

/// Which members, as in the list, and what of them in which file.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportQuery {
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
    #[validate(length(max = 200))]
    pub q: Option<String>,
    /// As in the list.
    #[validate(length(max = 200))]
    pub kind: Option<String>,
    /// As in the list.
    #[validate(length(max = 200))]
    pub status: Option<String>,
    /// As in the list.
    #[validate(length(max = 500))]
    pub commune: Option<String>,
    /// As in the list.
    #[validate(length(max = 2000))]
    pub topic: Option<String>,
    /// As in the list.
    #[validate(length(max = 200))]
    pub follow_up: Option<String>,
    /// As in the list.
    pub ex_officio: Option<bool>,
    /// As in the list.
    #[validate(length(max = 36))]
    pub referent: Option<String>,
    /// As in the list.
    pub archived: Option<bool>,
    /// As in the list.
    #[validate(length(max = 20000))]
    pub filter: Option<String>,
    /// As in the list.
    pub segment: Option<Uuid>,
    /// As in the list; its columns too, when `columns` says none.
    pub view: Option<Uuid>,
    /// As in the list.
    pub updated_since: Option<DateTime<Utc>>,
    /// As in the list.
    #[validate(length(max = 80))]
    pub sort: Option<String>,
}

impl ExportQuery {
    /// The list whose members are exported.
    pub fn list(&self) -> MemberQuery {
        MemberQuery {
            q: self.q.clone(),
            kind: self.kind.clone(),
            status: self.status.clone(),
            commune: self.commune.clone(),
            topic: self.topic.clone(),
            follow_up: self.follow_up.clone(),
            ex_officio: self.ex_officio,
            referent: self.referent.clone(),
            archived: self.archived,
            filter: self.filter.clone(),
            segment: self.segment,
            view: self.view,
            updated_since: self.updated_since,
            sort: self.sort.clone(),
            ..MemberQuery::default()
        }
    }
}
