//! What happened, for those who listen.

use chrono::NaiveDate;
use platform::facts::Fact;
use serde::{Deserialize, Serialize};

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
