//! The pages that the terms become.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::trade::AccessibilityState;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// A part of a page: its title, paragraphs, and a list below them.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PageSection {
    #[schema(example = "rights")]
    pub key: String,
    pub title: String,
    pub paragraphs: Vec<String>,
    pub items: Vec<String>,
}

/// What becomes of personal data (GDPR, articles 13 and 14), in the reader's language.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PrivacyNotice {
    pub controller: String,
    /// Whom one writes to; empty while the club names nobody.
    pub contact: String,
    pub sections: Vec<PageSection>,
    pub updated_at: Option<DateTime<Utc>>,
}

/// The accessibility statement, in the reader's language.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AccessibilityStatement {
    pub state: AccessibilityState,
    /// « Accessibilité : non conforme », for the foot of each page.
    pub mention: String,
    pub audited_on: Option<NaiveDate>,
    pub contact: String,
    pub sections: Vec<PageSection>,
    pub updated_at: Option<DateTime<Utc>>,
}

/// One thing that is done with personal data.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Processing {
    #[schema(example = "network")]
    pub key: String,
    pub name: String,
    pub purposes: Vec<String>,
    pub basis: String,
    pub people: Vec<String>,
    pub data: Vec<String>,
    pub recipients: Vec<String>,
    pub transfers: String,
    pub retention: Vec<String>,
    pub security: Vec<String>,
}

/// The register of processing (GDPR, article 30), in the reader's language.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProcessingRegister {
    pub controller: String,
    pub dpo: String,
    pub processings: Vec<Processing>,
    pub updated_at: Option<DateTime<Utc>>,
}

/// `ods` for LibreOffice and Excel, `csv` for anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RegisterFormat {
    Ods,
    Csv,
}

/// As which file.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RegisterExport {
    /// `ods` or `csv`.
    #[param(inline)]
    pub format: RegisterFormat,
}
