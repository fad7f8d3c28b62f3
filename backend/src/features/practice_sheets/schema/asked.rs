//! What the holder of a link sees and says: no account, one sheet.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::{SheetKind, Snapshot};

/// The token of the link in the mail.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SheetToken {
    #[validate(length(min = 1, max = 200))]
    pub token: String,
}

/// What is said of the organisation, and what it said of that.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ConfirmationReview {
    pub kind: SheetKind,
    pub member: String,
    pub sheet: Snapshot,
    /// `asked`, `confirmed` or `corrections`.
    pub state: super::ConfirmationState,
    /// Of the texts that are shown: whoever confirms says which they have read.
    pub revision: i64,
    /// Where one writes to for anything else; may be empty.
    pub contact_email: String,
}

/// Says that it is right.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "xxx", "name": "Mireille Kern", "revision": 4}))]
pub struct ConfirmationForm {
    #[validate(length(min = 1, max = 200))]
    pub token: String,
    /// Of the texts that were read.
    pub revision: i64,
    /// Who says so.
    #[validate(length(min = 1, max = 200))]
    pub name: String,
}

/// Says what is not right.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "xxx", "name": "Mireille Kern", "words": "Nous étions 80 bénévoles, pas 60."}))]
pub struct CorrectionForm {
    #[validate(length(min = 1, max = 200))]
    pub token: String,
    #[validate(length(min = 1, max = 200))]
    pub name: String,
    #[validate(length(min = 1, max = 5000))]
    pub words: String,
}

/// One of the ten questions.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InterviewQuestion {
    #[schema(example = "what")]
    pub key: &'static str,
    pub question: String,
    /// What helps to answer.
    pub hint: String,
}

/// What was answered to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InterviewAnswer {
    #[validate(length(min = 1, max = 40))]
    #[schema(example = "what")]
    pub key: String,
    #[validate(length(max = 5000))]
    pub text: String,
}

/// The questions, and what was answered so far.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InterviewReview {
    pub title: String,
    /// Whom it is about; null where no member is named.
    pub member: Option<String>,
    pub questions: Vec<InterviewQuestion>,
    pub answers: Vec<InterviewAnswer>,
    /// How many photos were sent in, and how many there may be.
    pub photos: u32,
    pub most_photos: u32,
    /// Whether it was handed in: the team writes from there on.
    pub answered: bool,
    pub contact_email: String,
}

/// Answers, as far as they go.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "xxx", "answers": [{"key": "what", "text": "Une fête de village avec des gobelets lavables."}], "done": false}))]
pub struct InterviewForm {
    #[validate(length(min = 1, max = 200))]
    pub token: String,
    #[validate(length(max = 10), nested)]
    pub answers: Vec<InterviewAnswer>,
    /// `true` hands it in.
    #[serde(default)]
    pub done: bool,
}

/// A photo for the sheet.
#[derive(Debug, ToSchema)]
#[allow(dead_code, reason = "it describes the form to the contract; the parts are read one by one")]
pub struct PhotoForm {
    /// JPEG, PNG, WebP or GIF, 25 MB at most.
    #[schema(value_type = String, format = Binary)]
    pub file: Vec<u8>,
    #[schema(max_length = 200)]
    pub token: String,
    /// What is on it.
    #[schema(max_length = 300)]
    pub alt: Option<String>,
}
