//! Reads, and what the club's settings mean for other features.

use chrono::NaiveDate;
use kernel::{cadence::Cadence, problem::Problem};
use platform::House;
use sea_orm::ConnectionTrait;

use super::{
    schema::{Colours, PublicClub},
    store,
};

/// What other features need of the club's settings.
#[derive(Debug, Clone)]
pub struct ClubSettings {
    pub name: String,
    pub brand: String,
    pub time_zone: chrono_tz::Tz,
    pub cadence_months: u32,
    pub soon_days: u32,
    pub newsletter_counts: bool,
    pub demo: bool,
    /// Postal address of the authority, for the foot of mails.
    pub address: String,
}

impl ClubSettings {
    /// The day it is for the club at this instant.
    pub fn today(&self, now: chrono::DateTime<chrono::Utc>) -> NaiveDate {
        now.with_timezone(&self.time_zone).date_naive()
    }

    pub fn cadence(&self) -> Cadence {
        Cadence { months: self.cadence_months, soon_days: self.soon_days, newsletter_counts: self.newsletter_counts }
    }
}

/// The settings, read where the caller stands: inside its transaction, or from the readers.
pub async fn settings<C: ConnectionTrait>(db: &C) -> Result<ClubSettings, Problem> {
    let row = store::read(db).await?;
    Ok(ClubSettings {
        name: row.name,
        brand: row.brand,
        time_zone: row.time_zone.parse().unwrap_or(chrono_tz::Europe::Paris),
        cadence_months: row.cadence_months.clamp(1, 24) as u32,
        soon_days: row.soon_days.clamp(1, 90) as u32,
        newsletter_counts: row.newsletter_counts,
        demo: row.demo,
        address: row.address,
    })
}

pub async fn public(house: &House) -> Result<PublicClub, Problem> {
    let row = store::read(&house.db.read).await?;
    Ok(PublicClub {
        name: row.name,
        tagline: row.tagline,
        colours: Colours { brand: row.brand, spark: row.spark },
        logo_url: row.logo_file_id.map(|id| format!("/api/v1/files/{id}/content")),
        language: row.language,
        privacy_contact: row.privacy_contact,
        legal_notice: row.legal_notice,
        demo: None,
    })
}
