//! Changing the settings and the logo.

use kernel::problem::{Fault, Problem, say};
use platform::{
    Asker, House,
    audit::{self, Entry},
    files,
};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use serde_json::{Value, json};
use tables::club;
use uuid::Uuid;

use super::super::{
    facts::SettingsChanged,
    queries, rules,
    schema::{Club, ClubChanges, Targets},
    store,
};

/// The settings in the words of the contract, for the audit.
fn told(row: &club::Model) -> Value {
    json!({
        "name": row.name, "tagline": row.tagline, "brand": row.brand, "spark": row.spark,
        "cadence_months": row.cadence_months, "newsletter_counts": row.newsletter_counts, "soon_days": row.soon_days,
        "time_zone": row.time_zone, "targets": row.targets, "weekly_hours": row.weekly_hours, "address": row.address,
        "contact_name": row.contact_name, "contact_email": row.contact_email, "contact_phone": row.contact_phone,
        "privacy_contact": row.privacy_contact, "legal_notice": row.legal_notice, "logo": row.logo_file_id,
        "setup_step": row.setup_step, "look_ups": row.look_ups,
        "join_open": row.join_open, "join_words": row.join_words, "charter_words": row.charter_words,
        "directory_open": row.directory_open, "directory_licence": row.directory_licence,
        "second_factor_required": row.second_factor_required,
    })
}

pub async fn change(house: &House, by: &Asker, based_on: i64, changes: ClubChanges) -> Result<Club, Problem> {
    save(house, by, based_on, |row| {
        if let Some(wanted) = changes.second_factor_required {
            if wanted && !row.second_factor_required {
                rules::demand_second_factor(&by.caller)?;
            }
            row.second_factor_required = wanted;
        }
        apply(row, changes)
    })
    .await
}

pub async fn put_logo(house: &House, by: &Asker, based_on: i64, logo: Option<Uuid>) -> Result<Club, Problem> {
    if let Some(id) = logo {
        let file = store::file(&house.db.read, id).await?;
        let fits = file.is_some_and(|file| file.public && files::may_be_shown(&file.media_type));
        if !fits {
            return Err(Problem::invalid_field(
                "/file_id",
                "club.not_a_picture",
                say(
                    "Ce fichier n’est pas une image publique. Envoyez d’abord le logo comme image publique.",
                    "This file is not a public picture. Send the logo in as a public picture first.",
                ),
            ));
        }
    }
    save(house, by, based_on, |row| {
        row.logo_file_id = logo;
        Ok(())
    })
    .await
}

/// Changes the row in one transaction, if it is still the one the caller has read.
async fn save(
    house: &House,
    by: &Asker,
    based_on: i64,
    apply: impl FnOnce(&mut club::Model) -> Result<(), Problem>,
) -> Result<Club, Problem> {
    let work = house.begin(by).await?;
    rules::change_settings(&by.caller)?;
    let before = store::hold(work.tx()).await?;
    if before.revision != based_on {
        return Err(audit::stale(work.tx(), "club", store::IN_AUDIT, before.revision).await?);
    }
    let mut after = before.clone();
    apply(&mut after)?;
    let differences = audit::differences(&told(&before), &told(&after));
    if differences.is_empty() {
        return queries::view(before, by);
    }
    after.revision += 1;
    after.updated_at = work.now;
    let row = store::write(work.tx(), after.into_active_model().reset_all()).await?;
    work.note(vec![Entry::new("change", "club", store::IN_AUDIT, &row.name).with(differences)]).await?;
    work.record(&SettingsChanged {
        cadence_changed: before.cadence_months != row.cadence_months,
        newsletter_counts_changed: before.newsletter_counts != row.newsletter_counts,
    })
    .await?;
    work.commit().await?;
    queries::view(row, by)
}

fn apply(row: &mut club::Model, changes: ClubChanges) -> Result<(), Problem> {
    let mut faults: Vec<Fault> = Vec::new();
    let mut checked = |result: Result<String, Fault>, into: &mut String| match result {
        Ok(value) => *into = value,
        Err(fault) => faults.push(fault),
    };
    let colours = changes.colours.unwrap_or_default();
    if let Some(brand) = &colours.brand {
        checked(rules::colours::brand("/colours/brand", brand), &mut row.brand);
    }
    if colours.brand.is_some() || colours.spark.is_some() {
        // Judged together: the one stands on the other.
        let spark = colours.spark.unwrap_or_else(|| row.spark.clone());
        checked(rules::colours::spark("/colours/spark", &spark, &row.brand), &mut row.spark);
    }
    if let Some(zone) = &changes.time_zone {
        checked(rules::time_zone(zone), &mut row.time_zone);
    }
    if let Some(name) = &changes.name {
        checked(rules::name("/name", name), &mut row.name);
    }
    if let Some(email) = &changes.contact_email {
        checked(rules::contact_email(email), &mut row.contact_email);
    }
    if let Some(phone) = &changes.contact_phone {
        checked(rules::contact_phone(phone), &mut row.contact_phone);
    }
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    for (given, into) in [
        (changes.tagline, &mut row.tagline),
        (changes.address, &mut row.address),
        (changes.contact_name, &mut row.contact_name),
        (changes.privacy_contact, &mut row.privacy_contact),
        (changes.legal_notice, &mut row.legal_notice),
        (changes.join_words, &mut row.join_words),
        (changes.charter_words, &mut row.charter_words),
    ] {
        if let Some(text) = given {
            *into = text.trim().to_owned();
        }
    }
    for (given, into) in [
        (changes.cadence_months, &mut row.cadence_months),
        (changes.soon_days, &mut row.soon_days),
        (changes.weekly_hours, &mut row.weekly_hours),
    ] {
        if let Some(number) = given {
            *into = i64::from(number);
        }
    }
    if let Some(step) = changes.setup_step {
        row.setup_step = step.as_str().to_owned();
    }
    row.join_open = changes.join_open.unwrap_or(row.join_open);
    row.directory_open = changes.directory_open.unwrap_or(row.directory_open);
    row.directory_licence = changes.directory_licence.unwrap_or(row.directory_licence);
    row.look_ups = changes.look_ups.unwrap_or(row.look_ups);
    row.newsletter_counts = changes.newsletter_counts.unwrap_or(row.newsletter_counts);
    if let Some(given) = changes.targets {
        let now: Targets = serde_json::from_value(row.targets.clone())?;
        row.targets = serde_json::to_value(Targets {
            newsletters: given.newsletters.unwrap_or(now.newsletters),
            practice_sheets: given.practice_sheets.unwrap_or(now.practice_sheets),
            meetings: given.meetings.unwrap_or(now.meetings),
        })?;
    }
    Ok(())
}
