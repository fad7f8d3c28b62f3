//! What goes on by itself: jobs, mail, backups, and the club's time zone by which days are told.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::problem::Problem;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use tables::{club, delivery, job, job_failure};

use super::{Finding, look, well, wrong};
use crate::{backup, jobs, mail, settings::Settings};

/// A job that is due so long is late.
const PATIENCE: TimeDelta = TimeDelta::minutes(10);
/// Failures of mail are told for this long.
const LATELY: TimeDelta = TimeDelta::days(7);
/// A backup a night, and some hours of grace.
const OLD: TimeDelta = TimeDelta::hours(36);

pub async fn all(settings: &Settings, db: &DatabaseConnection, now: DateTime<Utc>) -> Vec<Finding> {
    let looked = async {
        let mut found = Vec::new();
        found.extend(time_zone(db).await?);
        found.extend(clock(db, now).await?);
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

/// Whether some process works the jobs: each says so itself.
async fn worker(db: &DatabaseConnection, now: DateTime<Utc>) -> Result<Finding, Problem> {
    let part = "jobs.worker";
    let remembered = jobs::workers(db).await?;
    let alive = remembered.iter().filter(|worker| jobs::alive(worker, now)).count();
    let late = oldest_due(db, now).await?.map(|late| late.num_minutes());
    match late {
        Some(minutes) if alive > 0 => {
            return Ok(look(
                part,
                format!("Les tâches se font, mais l’une attend son tour depuis {minutes} min."),
                format!("Jobs are being done, but one has been waiting for its turn for {minutes} min."),
            ));
        }
        None if alive > 0 => {
            let (fr, en) = (format!("Processus au travail : {alive}."), format!("Processes at work: {alive}."));
            return Ok(well(part, fr, en));
        }
        _ => {}
    }
    let ever = job::Entity::find().filter(job::Column::State.eq(jobs::DONE)).one(db).await?.is_some();
    if !ever && remembered.is_empty() && late.is_none() {
        return Ok(look(
            part,
            "Maillage n’est pas en marche et n’a encore rien fait : démarrez `maillage serve`.",
            "Maillage does not run and has done nothing yet: start `maillage serve`.",
        ));
    }
    let last = remembered.iter().map(|worker| worker.seen_at).max();
    let since = last.map(|last| (now - last).num_minutes());
    Ok(wrong(
        part,
        format!(
            "Aucun processus ne fait les tâches{} : mails, imports et sauvegardes attendent. Démarrez `maillage serve` (avec MAILLAGE_WORK_WHILE_SERVING=true) ou `maillage work`.",
            since.map(|minutes| format!(" depuis {minutes} min")).unwrap_or_default()
        ),
        format!(
            "No process does the jobs{}: mail, imports and backups wait. Start `maillage serve` (with MAILLAGE_WORK_WHILE_SERVING=true) or `maillage work`.",
            since.map(|minutes| format!(" for {minutes} min")).unwrap_or_default()
        ),
    ))
}

/// How long the job has waited whose turn came first, if that is too long.
async fn oldest_due(db: &DatabaseConnection, now: DateTime<Utc>) -> Result<Option<TimeDelta>, Problem> {
    let oldest: Option<DateTime<Utc>> = job::Entity::find()
        .select_only()
        .column(job::Column::RunAt)
        .filter(job::Column::State.eq(jobs::WAITING))
        .order_by_asc(job::Column::RunAt)
        .into_tuple()
        .one(db)
        .await?;
    Ok(oldest.map(|oldest| now - oldest).filter(|late| *late > PATIENCE))
}

/// Whether this machine's clock is behind what was written by it, or by another.
async fn clock(db: &DatabaseConnection, now: DateTime<Utc>) -> Result<Option<Finding>, Problem> {
    let newest: Option<DateTime<Utc>> = job::Entity::find()
        .select_only()
        .column(job::Column::CreatedAt)
        .order_by_desc(job::Column::Id)
        .into_tuple()
        .one(db)
        .await?;
    let behind = newest.map(|newest| newest - now).filter(|behind| *behind > TimeDelta::minutes(1));
    Ok(behind.map(|behind| {
        let minutes = behind.num_minutes();
        wrong(
            "clock.behind",
            format!("L’horloge de la machine retarde d’au moins {minutes} min sur ce qui est déjà dans la base : mettez-la à l’heure (timedatectl set-ntp true)."),
            format!("The machine's clock is at least {minutes} min behind what the database holds already: set it (timedatectl set-ntp true)."),
        )
    }))
}

async fn dead(db: &DatabaseConnection) -> Result<Finding, Problem> {
    let part = "jobs.dead";
    let dead = job::Entity::find().filter(job::Column::State.eq(jobs::DEAD)).count(db).await?;
    if dead == 0 {
        return Ok(well(part, "Aucune tâche n’a été abandonnée.", "No job was given up."));
    }
    let last: Option<(String, Option<String>)> = job::Entity::find()
        .select_only()
        .columns([job::Column::Kind, job::Column::LastError])
        .filter(job::Column::State.eq(jobs::DEAD))
        .order_by_desc(job::Column::FinishedAt)
        .into_tuple()
        .one(db)
        .await?;
    let (kind, error) = last.unwrap_or_default();
    let error = error.unwrap_or_default();
    Ok(look(
        part,
        format!(
            "Tâches abandonnées après plusieurs essais : {dead} ; la dernière : {kind} ({error}). Réglages, Fonctionnement, Tâches : la raison de chacune, et de quoi la relancer."
        ),
        format!(
            "Jobs given up after several tries: {dead}; the last one: {kind} ({error}). Settings, Operations, Jobs: why, and a way to have each tried again."
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
    let held = || {
        delivery::Entity::find()
            .filter(delivery::Column::State.eq(mail::QUEUED))
            .filter(delivery::Column::LastError.is_not_null())
    };
    let held_up = held().count(db).await?;
    let newest = held().order_by_desc(delivery::Column::Id).one(db).await?;
    let relay = newest.and_then(|row| mail::trouble(&row.state, row.last_error.as_deref()));
    if let Some(trouble) = relay.filter(|trouble| trouble.is_of_relay()) {
        let remedy = trouble.said();
        return Ok(wrong(
            part,
            format!("Des messages ne partent pas ({held_up}). {}", remedy.fr),
            format!("Messages do not leave ({held_up}). {}", remedy.en),
        ));
    }
    Ok(if failed + uncertain == 0 {
        well(part, "Aucun message n’a échoué depuis 7 jours.", "No message has failed for 7 days.")
    } else {
        let both = failed > 0 && uncertain > 0;
        let of = |count: u64, words: &str| (count > 0).then(|| format!("{words}{count}")).unwrap_or_default();
        let then = if both { " ; " } else { "" };
        let fr = of(failed, "messages refusés : ") + then + &of(uncertain, "messages peut-être arrivés : ");
        let en =
            of(failed, "messages refused: ") + then.trim_start() + &of(uncertain, "messages that may have arrived: ");
        look(
            part,
            format!(
                "Depuis 7 jours, {fr}. Réglages, Fonctionnement, Courriers : la raison de chacun, et de quoi le relancer."
            ),
            format!("In 7 days, {en}. Settings, Operations, Mail: why each did not leave, and a way to send it again."),
        )
    })
}

/// Why the newest nightly backup did not end, if it did not.
async fn why_no_backup(db: &DatabaseConnection) -> Result<Option<(String, String)>, Problem> {
    let newest = job::Entity::find()
        .filter(job::Column::Kind.eq(backup::NIGHTLY.name))
        .order_by_desc(job::Column::Id)
        .one(db)
        .await?;
    let Some(failing) = newest.filter(|job| job.state != jobs::DONE && job.last_error.is_some()) else {
        return Ok(None);
    };
    let why = job_failure::Entity::find()
        .filter(job_failure::Column::JobId.eq(failing.id))
        .order_by_desc(job_failure::Column::Attempt)
        .one(db)
        .await?;
    Ok(why.map(|why| (why.said_fr, why.said_en)))
}

async fn backups(settings: &Settings, db: &DatabaseConnection, now: DateTime<Utc>) -> Result<Finding, Problem> {
    let part = "backup.last";
    let last = backup::last(db).await?;
    let age = last.as_ref().map(|(at, name)| ((now - *at).num_hours(), name.as_str()));
    if settings.backup_dir.is_some() {
        if let Some((fr, en)) = why_no_backup(db).await? {
            let (fr_age, en_age) = match age {
                Some((hours, _)) => (format!("la dernière a {hours} h"), format!("the last one is {hours} h old")),
                None => ("il n’y en a aucune".to_owned(), "there is none".to_owned()),
            };
            return Ok(wrong(
                part,
                format!("La sauvegarde de la nuit échoue ({fr_age}). {fr}"),
                format!("The nightly backup fails ({en_age}). {en}"),
            ));
        }
    }
    Ok(match age {
        None if settings.backup_dir.is_some() => look(
            part,
            "Aucune sauvegarde n’a encore été faite : la première se fait au démarrage.",
            "No backup was made yet: the first is made at the start.",
        ),
        None => look(
            part,
            "Aucune sauvegarde n’a été faite. Nommez un dossier où les garder (réglage MAILLAGE_BACKUP_DIR de l’installation), ou faites lancer « maillage backup » chaque nuit.",
            "No backup was ever made. Name a folder to keep them in (MAILLAGE_BACKUP_DIR of the installation), or have “maillage backup” run every night.",
        ),
        Some((hours, name)) if hours <= OLD.num_hours() => well(
            part,
            format!("Dernière sauvegarde il y a {hours} h ({name})."),
            format!("Last backup {hours} h ago ({name})."),
        ),
        Some((hours, name)) if settings.backup_dir.is_some() => wrong(
            part,
            format!(
                "La dernière sauvegarde a {hours} h ({name}), alors qu’une se fait chaque nuit : rien ne tournait peut-être."
            ),
            format!("The last backup is {hours} h old ({name}), though one is made every night: perhaps nothing ran."),
        ),
        Some((hours, name)) => look(
            part,
            format!("La dernière sauvegarde a {hours} h ({name})."),
            format!("The last backup is {hours} h old ({name})."),
        ),
    })
}
