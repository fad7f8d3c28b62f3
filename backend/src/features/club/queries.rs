//! Reads, and what the club's settings mean for other features.

pub mod mail_relay;
mod to_read;

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use chrono::{DateTime, NaiveDate, SecondsFormat, TimeDelta, Utc};
use kernel::{
    cadence::Cadence,
    calendar::start_of,
    email::Email,
    page::PageOf,
    problem::{Language, Problem},
    trade::Licence,
};
use places::{Commune, Epci, places};
use platform::{Asker, House, web::Ability};
use sea_orm::ConnectionTrait;
use tables::club;

use super::{
    rules,
    schema::{
        Club, Colours, CommuneCard, CommuneFilters, Demo, EpciCard, EpciFilters, EpciName, PublicClub, SetupStep,
        Territory, TerritoryCommune, TerritoryCounts, TerritoryEpci, Topic,
    },
    store,
};

pub use to_read::{Face, face};

const USUAL_LIMIT: u64 = 50;

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
    /// Whether the national registers are asked.
    pub look_ups: bool,
    /// Whether, and with which words, organisations are asked to join.
    pub join_open: bool,
    pub join_words: String,
    pub charter_words: String,
    /// Whether anyone may look members up, and under which licence they may use what they find.
    pub directory_open: bool,
    pub directory_licence: Licence,
    /// What the club says of itself is in this language.
    pub language: Language,
    /// Whom one asks about personal data.
    pub privacy_contact: String,
    /// Of everybody with a role in the club.
    pub second_factor_required: bool,
    /// Postal address of the authority, for the foot of mails.
    pub address: String,
    /// Whom members turn to; may be empty.
    pub contact_email: String,
    /// Sheets that are to be published in a year, and thematic meetings that are to be held.
    pub sheets_a_year: u32,
    pub meetings_a_year: u32,
}

impl ClubSettings {
    /// The day it is for the club at this instant.
    pub fn today(&self, now: DateTime<Utc>) -> NaiveDate {
        now.with_timezone(&self.time_zone).date_naive()
    }

    /// The instant at which this day ends for the club.
    pub fn end_of(&self, day: NaiveDate) -> DateTime<Utc> {
        start_of(day.succ_opt().unwrap_or(day), &self.time_zone)
    }

    pub fn cadence(&self) -> Cadence {
        Cadence { months: self.cadence_months, soon_days: self.soon_days, newsletter_counts: self.newsletter_counts }
    }
}

/// The settings, read where the caller stands: inside its transaction, or from the readers.
pub async fn settings<C: ConnectionTrait>(db: &C) -> Result<ClubSettings, Problem> {
    Ok(told(store::read(db).await?))
}

/// The settings, which nobody changes before the end of the transaction.
pub async fn settings_held<C: ConnectionTrait>(tx: &C) -> Result<ClubSettings, Problem> {
    Ok(told(store::hold(tx).await?))
}

/// What is to be done of something in a year.
fn target(targets: &serde_json::Value, what: &str) -> u32 {
    targets[what].as_u64().and_then(|many| u32::try_from(many).ok()).unwrap_or(0)
}

fn told(row: club::Model) -> ClubSettings {
    ClubSettings {
        name: row.name,
        brand: row.brand,
        time_zone: row.time_zone.parse().unwrap_or(chrono_tz::Europe::Paris),
        cadence_months: row.cadence_months.clamp(1, 24) as u32,
        soon_days: row.soon_days.clamp(1, 90) as u32,
        newsletter_counts: row.newsletter_counts,
        demo: row.demo,
        look_ups: row.look_ups,
        join_open: row.join_open,
        join_words: row.join_words,
        charter_words: row.charter_words,
        directory_open: row.directory_open,
        directory_licence: row.directory_licence,
        language: Language::accepted(&row.language),
        privacy_contact: row.privacy_contact,
        second_factor_required: row.second_factor_required,
        address: row.address,
        contact_email: row.contact_email,
        sheets_a_year: target(&row.targets, "practice_sheets"),
        meetings_a_year: target(&row.targets, "meetings"),
    }
}

/// So long settings are remembered that another process may have changed.
const REMEMBERED: Duration = Duration::from_secs(1);

struct Remembered {
    settings: ClubSettings,
    read_at: Instant,
    commits: u64,
}

/// The settings for whoever only reads, as of the last commit of this process: nearly every request asks for them.
pub async fn settings_to_read(house: &House) -> Result<ClubSettings, Problem> {
    let commits = house.memo.commits();
    let known = house.memo.get::<Remembered>();
    if let Some(known) = known.filter(|known| known.commits == commits && known.read_at.elapsed() < REMEMBERED) {
        return Ok(known.settings.clone());
    }
    let read_at = Instant::now();
    let settings = settings(&house.db.read).await?;
    house.memo.keep(Remembered { settings: settings.clone(), read_at, commits });
    Ok(settings)
}

pub async fn public(house: &House) -> Result<PublicClub, Problem> {
    let row = store::read(&house.db.read).await?;
    let demo = match row.demo {
        true => store::demo_accounts(house).await?.map(|accounts| Demo { accounts }),
        false => None,
    };
    Ok(PublicClub {
        name: row.name,
        tagline: row.tagline,
        colours: Colours { brand: row.brand, spark: row.spark },
        logo_url: row.logo_file_id.map(logo_url),
        language: row.language,
        time_zone: row.time_zone,
        contact_name: row.contact_name,
        contact_email: row.contact_email,
        contact_phone: row.contact_phone,
        privacy_contact: row.privacy_contact,
        legal_notice: row.legal_notice,
        directory_open: row.directory_open,
        accessibility: store::accessibility(&house.db.read).await?,
        demo,
    })
}

/// How long what it says may be believed (RFC 9116 wants less than a year).
const SECURITY_CONTACT_DAYS: i64 = 180;

/// Whom to tell of a vulnerability: the club's contact for personal data, once it names an address.
pub async fn security_contact(house: &House) -> Result<String, Problem> {
    let row = store::read(&house.db.read).await?;
    let address = Email::parse(&row.privacy_contact).map_err(|_| Problem::not_found())?;
    let until = house.now() + TimeDelta::days(SECURITY_CONTACT_DAYS);
    let expires = until.to_rfc3339_opts(SecondsFormat::Secs, true);
    Ok(format!("Contact: mailto:{}\nExpires: {expires}\nPreferred-Languages: fr, en\n", address.as_str()))
}

fn logo_url(id: uuid::Uuid) -> String {
    format!("/api/v1/files/{id}/content")
}

pub async fn club(house: &House, by: &Asker) -> Result<Club, Problem> {
    view(store::read(&house.db.read).await?, by)
}

/// The settings as this caller sees them.
pub fn view(row: club::Model, by: &Asker) -> Result<Club, Problem> {
    Ok(Club {
        name: row.name,
        tagline: row.tagline,
        colours: Colours { brand: row.brand, spark: row.spark },
        logo_url: row.logo_file_id.map(logo_url),
        language: row.language,
        cadence_months: row.cadence_months as u32,
        newsletter_counts: row.newsletter_counts,
        soon_days: row.soon_days as u32,
        time_zone: row.time_zone,
        targets: serde_json::from_value(row.targets)?,
        weekly_hours: row.weekly_hours as u32,
        address: row.address,
        contact_name: row.contact_name,
        contact_email: row.contact_email,
        contact_phone: row.contact_phone,
        privacy_contact: row.privacy_contact,
        legal_notice: row.legal_notice,
        setup_step: SetupStep::of(&row.setup_step),
        second_factor_required: row.second_factor_required,
        look_ups: row.look_ups,
        join_open: row.join_open,
        join_words: row.join_words,
        charter_words: row.charter_words,
        directory_open: row.directory_open,
        directory_licence: row.directory_licence,
        demo: row.demo,
        revision: row.revision,
        abilities: BTreeMap::from([
            ("change", Ability::of(&rules::change_settings(&by.caller), by.language)),
            ("change_topics", Ability::of(&rules::change_topics(&by.caller), by.language)),
            ("demand_second_factor", Ability::of(&rules::demand_second_factor(&by.caller), by.language)),
        ]),
    })
}

pub async fn topics(house: &House) -> Result<PageOf<Topic>, Problem> {
    let rows = store::topics(&house.db.read).await?;
    Ok(PageOf::whole(rows.into_iter().map(store::topic_view).collect()))
}

pub fn communes(filters: CommuneFilters) -> PageOf<CommuneCard> {
    let q = filters.q.as_deref().unwrap_or_default();
    let limit = filters.limit.unwrap_or(USUAL_LIMIT) as usize;
    let found = match &filters.epci {
        Some(siren) => places().search_in(siren, q, limit),
        None => places().search(q, limit),
    };
    PageOf::whole(found.into_iter().map(commune_card).collect())
}

pub fn epcis(filters: EpciFilters) -> PageOf<EpciCard> {
    let limit = filters.limit.unwrap_or(USUAL_LIMIT) as usize;
    let found = places().epcis(filters.q.as_deref().unwrap_or_default(), limit);
    let card = |epci: Epci| EpciCard {
        siren: epci.siren.to_owned(),
        name: epci.name.to_owned(),
        communes: epci.communes as u32,
        population: epci.population,
    };
    PageOf::whole(found.into_iter().map(card).collect())
}

fn commune_card(commune: Commune) -> CommuneCard {
    let epci = commune.epci_siren.and_then(|siren| places().epci(siren));
    CommuneCard {
        insee_code: commune.insee_code.to_owned(),
        name: commune.name.to_owned(),
        postal_codes: commune.postal_codes().map(str::to_owned).collect(),
        population: commune.population,
        siren: commune.siren.map(str::to_owned),
        epci: epci.map(|epci| EpciName { siren: epci.siren.to_owned(), name: epci.name.to_owned() }),
    }
}

pub async fn territory(house: &House, by: &Asker) -> Result<Territory, Problem> {
    territory_in(&house.db.read, by).await
}

/// The territory, read where the caller stands.
pub async fn territory_in<C: ConnectionTrait>(db: &C, by: &Asker) -> Result<Territory, Problem> {
    let row = store::read(db).await?;
    let definition = store::definition(&row)?;
    let communes: Vec<TerritoryCommune> = store::communes_now(db)
        .await?
        .into_iter()
        .map(|row| TerritoryCommune {
            // A commune that the newest reference no longer knows keeps the name it came with.
            commune: places().commune(&row.insee_code).map(commune_card).unwrap_or_else(|| CommuneCard {
                insee_code: row.insee_code,
                name: row.name,
                postal_codes: Vec::new(),
                population: None,
                siren: None,
                epci: None,
            }),
            latitude: row.latitude,
            longitude: row.longitude,
            added_on: row.added_on,
        })
        .collect();
    let mut by_epci: BTreeMap<&str, u32> = BTreeMap::new();
    for epci in communes.iter().filter_map(|one| one.commune.epci.as_ref()) {
        *by_epci.entry(&epci.siren).or_default() += 1;
    }
    let epcis = definition.epcis.iter().filter_map(|siren| {
        let epci = places().epci(siren)?;
        let communes = by_epci.get(siren.as_str()).copied().unwrap_or(0);
        Some(TerritoryEpci { siren: siren.clone(), name: epci.name.to_owned(), communes })
    });
    Ok(Territory {
        epcis: epcis.collect(),
        without: definition.without,
        with: definition.with,
        counts: TerritoryCounts {
            communes: communes.len() as u32,
            population: communes.iter().filter_map(|one| one.commune.population).map(u64::from).sum(),
        },
        communes,
        revision: row.territory_revision,
        abilities: BTreeMap::from([("change", Ability::of(&rules::change_settings(&by.caller), by.language))]),
    })
}
