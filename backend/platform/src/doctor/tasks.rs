//! What goes on by itself: jobs, mail, backups, and the club's time zone by which days are told.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::problem::Problem;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use tables::{club, delivery, job};

use super::{Finding, look, well, wrong};
use crate::{backup, mail, settings::Settings};

/// A job that is due so long finds no worker.
const PATIENCE: TimeDelta = TimeDelta::minutes(10);
/// The house leaves itself a job an hour: no end for so long means that nobody works.
const SILENCE: TimeDelta = TimeDelta::minutes(90);
/// Failures of mail are told for this long.
const LATELY: TimeDelta = TimeDelta::days(7);
/// A backup a night, and some hours of grace.
const OLD: TimeDelta = TimeDelta::hours(36);

pub async fn all(settings: &Settings, db: &DatabaseConnection, now: DateTime<Utc>) -> Vec<Finding> {
    let looked = async {
        let mut found = Vec::new();
        found.extend(time_zone(db).await?);
        found.push(worker(db, now).await?);
        found.push(dead(db).await?);
        found.push(mails(db, now).await?);
        found.push(backups(settings, db, now).await?);
        Ok::<_, Problem>(found)
    };
    looked.await.unwrap_or_else(|problem| {
        let why = problem.cause().unwrap_or_default();
        vec![wrong(
            "database",
            format!("La base ne se lit pas ({why})."),
            format!("The database can't be read ({why})."),
        )]
    })
}

async fn time_zone(db: &DatabaseConnection) -> Result<Option<Finding>, Problem> {
    let Some(club) = club::Entity::find().one(db).await? else { return Ok(None) };
    let zone = club.time_zone;
    Ok(Some(match zone.parse::<chrono_tz::Tz>() {
        Ok(_) => well("clock.zone", format!("Fuseau du club : {zone}."), format!("The club's time zone: {zone}.")),
        Err(_) => wrong(
            "clock.zone",
            format!("Le fuseau du club, « {zone} », est inconnu : choisissez-en un dans Réglages."),
            format!("The club's time zone, “{zone}”, is unknown: choose one in the settings of the app."),
        ),
    }))
}

/// Whether some process works the jobs.
async fn worker(db: &DatabaseConnection, now: DateTime<Utc>) -> Result<Finding, Problem> {
    let part = "jobs.worker";
    let oldest: Option<DateTime<Utc>> = job::Entity::find()
        .select_only()
        .column(job::Column::RunAt)
        .filter(job::Column::State.eq("waiting"))
        .order_by_asc(job::Column::RunAt)
        .into_tuple()
        .one(db)
        .await?;
    let last: Option<DateTime<Utc>> = job::Entity::find()
        .select_only()
        .column(job::Column::FinishedAt)
        .filter(job::Column::State.eq("done"))
        .filter(job::Column::FinishedAt.is_not_null())
        .order_by_desc(job::Column::FinishedAt)
        .into_tuple()
        .one(db)
        .await?;
    let late = oldest.map(|oldest| now - oldest).filter(|late| *late > PATIENCE);
    let silent = last.map(|last| now - last).filter(|silent| *silent > SILENCE);
    Ok(match late.or(silent) {
        Some(late) => {
            let minutes = late.num_minutes();
            wrong(
                part,
                format!(
                    "Aucun processus ne travaille depuis {minutes} min : mails et tâches attendent. Démarrez `maillage serve` (avec MAILLAGE_WORK_WHILE_SERVING=true) ou `maillage work`."
                ),
                format!(
                    "No process has worked for {minutes} min: mail and jobs wait. Start `maillage serve` (with MAILLAGE_WORK_WHILE_SERVING=true) or `maillage work`."
                ),
            )
        }
        None if last.is_none() => look(part, "Aucune tâche n’a encore été faite.", "No job has been done yet."),
        None => well(part, "Les tâches se font.", "Jobs are being done."),
    })
}

async fn dead(db: &DatabaseConnection) -> Result<Finding, Problem> {
    let part = "jobs.dead";
    let dead = job::Entity::find().filter(job::Column::State.eq("dead")).count(db).await?;
    if dead == 0 {
        return Ok(well(part, "Aucune tâche n’a été abandonnée.", "No job was given up."));
    }
    let last: Option<(String, Option<String>)> = job::Entity::find()
        .select_only()
        .columns([job::Column::Kind, job::Column::LastError])
        .filter(job::Column::State.eq("dead"))
        .order_by_desc(job::Column::FinishedAt)
        .into_tuple()
        .one(db)
        .await?;
    let (kind, error) = last.unwrap_or_default();
    let error = error.unwrap_or_default();
    Ok(look(
        part,
        format!(
            "{dead} tâches abandonnées après plusieurs essais ; la dernière : {kind} ({error}). Le journal de `serve` en dit la cause."
        ),
        format!(
            "{dead} jobs were given up after several tries; the last one: {kind} ({error}). The log of `serve` tells why."
        ),
    ))
}

async fn mails(db: &DatabaseConnection, now: DateTime<Utc>) -> Result<Finding, Problem> {
    let part = "mail.deliveries";
    let since = now - LATELY;
    let of = |state: &'static str| {
        delivery::Entity::find()
            .filter(delivery::Column::State.eq(state))
            .filter(delivery::Column::CreatedAt.gte(since))
            .count(db)
    };
    let (failed, uncertain) = (of(mail::FAILED).await?, of(mail::UNCERTAIN).await?);
    Ok(if failed + uncertain == 0 {
        well(part, "Aucun mail n’a échoué depuis 7 jours.", "No mail has failed for 7 days.")
    } else {
        look(
            part,
            format!(
                "Depuis 7 jours, {failed} mails refusés et {uncertain} dont on ignore s’ils sont arrivés : un administrateur les voit dans l’application, avec la raison."
            ),
            format!(
                "In 7 days, {failed} mails were refused, and of {uncertain} nobody knows whether they arrived: an administrator sees them in the app, with the reason."
            ),
        )
    })
}

async fn backups(settings: &Settings, db: &DatabaseConnection, now: DateTime<Utc>) -> Result<Finding, Problem> {
    let part = "backup.last";
    let Some((at, name)) = backup::last(db).await? else {
        return Ok(look(
            part,
            "Aucune sauvegarde n’a été faite. Donnez un dossier par MAILLAGE_BACKUP_DIR, ou lancez `maillage backup` chaque nuit.",
            "No backup was ever made. Name a folder by MAILLAGE_BACKUP_DIR, or run `maillage backup` every night.",
        ));
    };
    let hours = (now - at).num_hours();
    Ok(if now - at <= OLD {
        well(
            part,
            format!("Dernière sauvegarde il y a {hours} h ({name})."),
            format!("Last backup {hours} h ago ({name})."),
        )
    } else if settings.backup_dir.is_some() {
        wrong(
            part,
            format!(
                "La dernière sauvegarde date de {hours} h ({name}), alors qu’une se fait chaque nuit : le journal de `serve` dit ce qui l’empêche."
            ),
            format!(
                "The last backup is {hours} h old ({name}), though one is made every night: the log of `serve` tells what prevents it."
            ),
        )
    } else {
        look(
            part,
            format!("La dernière sauvegarde date de {hours} h ({name})."),
            format!("The last backup is {hours} h old ({name})."),
        )
    })
}
