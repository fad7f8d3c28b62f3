//! What happened, for those who listen.

use platform::facts::Fact;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A sheet was handed in to the team.
#[derive(Debug, Serialize)]
pub struct SheetSubmitted {
    pub sheet_id: Uuid,
    pub member_id: Option<Uuid>,
}

impl Fact for SheetSubmitted {
    const KIND: &'static str = "practice_sheets.sheet_submitted";
}

/// The member said what it thinks of what is said of it.
#[derive(Debug, Serialize)]
pub struct SheetConfirmed {
    pub sheet_id: Uuid,
    pub member_id: Option<Uuid>,
    /// Else something is to be corrected.
    pub right: bool,
}

impl Fact for SheetConfirmed {
    const KIND: &'static str = "practice_sheets.sheet_confirmed";
}

/// A sheet was published: anyone reads this version of it now.
#[derive(Debug, Serialize)]
pub struct SheetPublished {
    pub sheet_id: Uuid,
    pub member_id: Option<Uuid>,
    pub version: i64,
}

impl Fact for SheetPublished {
    const KIND: &'static str = "practice_sheets.sheet_published";
}

/// Nobody reads it any more.
#[derive(Debug, Serialize)]
pub struct SheetArchived {
    pub sheet_id: Uuid,
}

impl Fact for SheetArchived {
    const KIND: &'static str = "practice_sheets.sheet_archived";
}

pub const KEYWORD_CHANGED: &str = "practice_sheets.keyword_changed";

/// A keyword has another name, or stands for another one: these sheets are found otherwise now.
#[derive(Debug, Serialize, Deserialize)]
pub struct KeywordChanged {
    pub keyword_id: Uuid,
    pub sheets: Vec<Uuid>,
}

impl Fact for KeywordChanged {
    const KIND: &'static str = KEYWORD_CHANGED;
}
