//! What happened, for those who listen.

use chrono::NaiveDate;
use platform::facts::Fact;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The club's settings are other ones.
#[derive(Debug, Serialize, Deserialize)]
pub struct SettingsChanged {
    /// Every due date must be computed anew.
    pub cadence_changed: bool,
    /// Every last contact must be computed anew.
    pub newsletter_counts_changed: bool,
}

impl Fact for SettingsChanged {
    const KIND: &'static str = "club.settings_changed";
}

/// A topic has another name, is gone, or is back: these members have other topics now.
#[derive(Debug, Serialize, Deserialize)]
pub struct TopicChanged {
    pub topic_id: Uuid,
    pub before: Option<String>,
    pub after: Option<String>,
    pub members: Vec<Uuid>,
}

impl Fact for TopicChanged {
    const KIND: &'static str = "club.topic_changed";
}

/// Communes entered the territory, or left it.
#[derive(Debug, Serialize, Deserialize)]
pub struct TerritoryChanged {
    pub on: NaiveDate,
    /// INSEE codes.
    pub added: Vec<String>,
    pub removed: Vec<String>,
}

impl Fact for TerritoryChanged {
    const KIND: &'static str = "club.territory_changed";
}
