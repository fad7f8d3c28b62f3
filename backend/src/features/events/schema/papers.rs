//! Which paper of an event, and in which file those who come are handed out.

use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// `sign_in`: the list to be signed. `door`: the sign with the code. `badges`: ten to a page. `certificates`: a page for each
/// who was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EventPaper {
    SignIn,
    Door,
    Badges,
    Certificates,
}

/// Which paper.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EventPaperQuery {
    /// `sign_in`, `door`, `badges` or `certificates`.
    #[param(inline)]
    pub form: EventPaper,
}

/// `xlsx` for Excel, `ods` for LibreOffice, `csv` for a French Excel and anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RegistrationFormat {
    Xlsx,
    Ods,
    Csv,
}

impl RegistrationFormat {
    pub fn as_str(self) -> &'static str {
        match self {
            RegistrationFormat::Xlsx => "xlsx",
            RegistrationFormat::Ods => "ods",
            RegistrationFormat::Csv => "csv",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            RegistrationFormat::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            RegistrationFormat::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            RegistrationFormat::Csv => "text/csv; charset=utf-8",
        }
    }
}

/// In which file.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RegistrationFile {
    /// `xlsx` for Excel, `ods` for LibreOffice, `csv` for a French Excel and anything else.
    #[param(inline)]
    pub format: RegistrationFormat,
}
