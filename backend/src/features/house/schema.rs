//! What goes over the wire.

pub mod operations;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use platform::{mail::MailTrouble, web::Ability};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// Where a mail stands. `kept`: it was never to leave, since this instance has no relay or is a demonstration;
/// `uncertain`: the line broke before the relay answered, it may have arrived; `suppressed`: it was to be sent again, and
/// its address turned out to be one that must not be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    Kept,
    Queued,
    Sent,
    Failed,
    Uncertain,
    Suppressed,
}

/// A mail to one person, in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliveryCard {
    pub id: Uuid,
    /// What for: `invitation`, `sign_in_link`…
    #[schema(example = "invitation")]
    pub purpose: String,
    /// The recipient's address.
    #[schema(example = "eve@mairie.example")]
    pub to: String,
    pub to_name: String,
    pub subject: String,
    pub state: DeliveryState,
    pub attempts: i64,
    /// What the relay said last, when it did not take it.
    pub last_error: Option<String>,
    /// Why it did not leave, in words.
    pub trouble: Option<DeliveryTrouble>,
    /// When it is tried again.
    pub next_attempt_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub sent_at: Option<DateTime<Utc>>,
    /// By verb: `retry`.
    pub abilities: BTreeMap<&'static str, Ability>,
}

/// Why a mail did not leave.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliveryTrouble {
    pub reason: MailTrouble,
    /// What happened and what to do, to be shown.
    pub detail: String,
}

/// What became of those that were to be sent again.
#[derive(Debug, Serialize, ToSchema)]
pub struct RetriedDeliveries {
    pub retried: u64,
    /// Not sent again: an address that must not be written to, a link that was blanked.
    pub left: u64,
}

/// A mail to one person, whole.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliveryPage {
    #[serde(flatten)]
    pub card: DeliveryCard,
    /// Whether it opens an account: its content is then shown only while it is `kept`, for someone must hand it over.
    pub confidential: bool,
    /// Null when the content is not to be shown. Show it only in a sandboxed frame.
    pub html: Option<String>,
    pub text: Option<String>,
}

/// Which mails.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DeliveryFilters {
    /// Mails in this state.
    pub state: Option<DeliveryState>,
    /// Mails for this: `invitation`, `sign_in_link`…
    #[validate(length(min = 1, max = 50))]
    #[param(min_length = 1, max_length = 50, example = "invitation")]
    pub purpose: Option<String>,
    /// Part of the recipient's address or name, or of the subject.
    #[validate(length(max = 200))]
    #[param(max_length = 200)]
    pub q: Option<String>,
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<u64>,
    #[validate(length(min = 1, max = 1000))]
    #[param(min_length = 1, max_length = 1000)]
    pub cursor: Option<String>,
}

/// Which lines of the audit: all, but for what is given.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AuditFilters {
    /// What kind of record: `member`, `account`, `club`…
    #[validate(length(min = 1, max = 50))]
    #[param(min_length = 1, max_length = 50, example = "member")]
    pub record: Option<String>,
    /// With `record`: only this one.
    pub record_id: Option<Uuid>,
    /// `create`, `change`, `archive`…
    #[validate(length(min = 1, max = 50))]
    #[param(min_length = 1, max_length = 50, example = "archive")]
    pub verb: Option<String>,
    /// Id of an account or key; `house` for what the program did by itself, `key` for all keys.
    #[validate(length(min = 1, max = 36))]
    #[param(min_length = 1, max_length = 36, example = "house")]
    pub by: Option<String>,
    /// Part of the record's name.
    #[validate(length(min = 1, max = 200))]
    #[param(min_length = 1, max_length = 200)]
    pub q: Option<String>,
    /// At or after this instant.
    pub since: Option<DateTime<Utc>>,
    /// Before this instant.
    pub until: Option<DateTime<Utc>>,
    /// `true`: one line, the first, for what was done in one go to records of one kind; `count` says to how many.
    pub grouped: Option<bool>,
    /// Id of such a line: all the lines it stands for.
    pub operation: Option<Uuid>,
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<u64>,
    #[validate(length(min = 1, max = 1000))]
    #[param(min_length = 1, max_length = 1000)]
    pub cursor: Option<String>,
}

/// What a file is sent in as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// JPEG, PNG, WebP or GIF.
    Picture,
    /// A picture, a PDF, an office document or plain text.
    Document,
}

/// The form of an upload, as `multipart/form-data`.
#[derive(ToSchema)]
#[allow(dead_code, reason = "it describes the form to the contract; the parts are read one by one")]
pub struct FileForm {
    /// At most 25 MB for a picture, 20 MB otherwise.
    #[schema(value_type = String, format = Binary)]
    pub file: Vec<u8>,
    /// `document` when absent.
    pub kind: Option<FileKind>,
    /// Whether anyone may read it without an account; `false` when absent.
    pub public: Option<bool>,
}

/// A file that was kept. Pictures are drawn anew: upright, at most 2400 pixels, without place or device.
#[derive(Debug, Serialize, ToSchema)]
pub struct KeptFile {
    pub id: Uuid,
    pub name: String,
    /// By its content, whatever its name.
    #[schema(example = "image/jpeg")]
    pub media_type: String,
    /// In bytes.
    pub size: i64,
    /// In pixels, of a picture.
    pub width: Option<i64>,
    pub height: Option<i64>,
    pub public: bool,
    /// Where its content is read.
    #[schema(example = "/api/v1/files/019ab1c2-0000-7000-8000-000000000000/content")]
    pub url: String,
    pub created_at: DateTime<Utc>,
}
