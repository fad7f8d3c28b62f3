//! The database, the secret that opens what is sealed in it, and the bucket of files.

use std::time::Duration;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, QueryOrder, Statement};
use tables::secret;

use super::{Finding, Mark, look, well, wrong};
use crate::{db, files::Files, secrets::Vault, settings::Settings};

/// A log that grew beyond is not being put into the database any more: somebody holds an old read open.
const LONG_LOG: u64 = 256 * 1024 * 1024;
/// An S3 service that does not answer would be asked again for minutes.
const PATIENCE: Duration = Duration::from_secs(15);

/// What was found, and whether the tables can be read by this version.
pub async fn database(settings: &Settings, connection: &DatabaseConnection) -> (Vec<Finding>, bool) {
    let mut found = Vec::new();
    let part = "database";
    let looked = match settings.is_sqlite() {
        true => sqlite(settings, connection).await,
        false => postgres(connection).await,
    };
    match looked {
        Ok(seen) => found.extend(seen),
        Err(error) => {
            found.push(wrong(
                part,
                format!(
                    "La base ne se lit pas ({error}). Si elle est abîmée, remettez une sauvegarde (`maillage restore`)."
                ),
                format!(
                    "The database can't be read ({error}). If it is damaged, put a backup back (`maillage restore`)."
                ),
            ));
            return (found, false);
        }
    }
    let part = "database.steps";
    let known = db::known_steps();
    let taken = db::steps(connection).await.unwrap_or_default();
    let is_ours = taken == known;
    found.push(if is_ours {
        well(part, "La base a la forme de cette version.", "The database has this version's shape.")
    } else if taken.iter().any(|step| !known.contains(step)) {
        wrong(
            part,
            "Une version plus récente de Maillage a servi cette base : installez-la de nouveau.",
            "A newer version of Maillage has served this database: install that one again.",
        )
    } else {
        look(
            part,
            "La base a la forme d’une version antérieure. Sauvegardez, puis démarrez Maillage, ou lancez `maillage migrate`.",
            "The database has an earlier version's shape. Back up, then start Maillage, or run `maillage migrate`.",
        )
    });
    (found, is_ours)
}

async fn sqlite(settings: &Settings, connection: &DatabaseConnection) -> Result<Vec<Finding>, DbErr> {
    let mut found = Vec::new();
    let sound = word(connection, "PRAGMA quick_check(1)").await?;
    found.push(if sound == "ok" {
        well("database", "La base SQLite est saine.", "The SQLite database is sound.")
    } else {
        wrong(
            "database",
            format!("La base SQLite est abîmée ({sound}). Arrêtez Maillage, mettez le fichier de côté, remettez la dernière sauvegarde (`maillage restore`)."),
            format!("The SQLite database is damaged ({sound}). Stop Maillage, put the file aside, put the last backup back (`maillage restore`)."),
        )
    });
    let mode = word(connection, "PRAGMA journal_mode").await?;
    if mode != "wal" {
        // As after a restore, until the first start.
        found.push(look(
            "database.journal",
            format!("Le journal de la base est « {mode} » : le prochain démarrage le met en « wal »."),
            format!("The database's journal is “{mode}”: the next start makes it “wal”."),
        ));
    }
    let log = db::sqlite_file(settings).and_then(|path| {
        let mut log = path.into_os_string();
        log.push("-wal");
        std::fs::metadata(log).ok()
    });
    if let Some(log) = log.filter(|log| log.len() > LONG_LOG) {
        let shown = log.len() / (1024 * 1024);
        found.push(look(
            "database.journal",
            format!("Le journal de la base fait {shown} Mio : un autre programme la garde ouverte. Fermez-le, ou redémarrez Maillage."),
            format!("The database's log has {shown} MiB: another program keeps it open. Close it, or start Maillage again."),
        ));
    }
    Ok(found)
}

async fn postgres(connection: &DatabaseConnection) -> Result<Vec<Finding>, DbErr> {
    let version = word(connection, "SELECT current_setting('server_version')").await?;
    let mut found =
        vec![well("database", format!("PostgreSQL {version} répond."), format!("PostgreSQL {version} answers."))];
    // Asked on the way there, so that a slow answer is no difference of clocks.
    let begun = Utc::now();
    let sql = "SELECT clock_timestamp() AS at";
    let row = connection.query_one_raw(Statement::from_string(connection.get_database_backend(), sql)).await?;
    let ended = Utc::now();
    let theirs: Option<DateTime<Utc>> = row.map(|row| row.try_get("", "at")).transpose()?;
    let apart = theirs.map_or(0, |theirs| {
        let (early, late) = ((begun - theirs).num_seconds(), (theirs - ended).num_seconds());
        early.max(late)
    });
    found.push(if apart > 5 {
        look(
            "clock.database",
            format!("L’horloge de PostgreSQL s’écarte de {apart} s de celle-ci : réglez les deux par NTP."),
            format!("PostgreSQL's clock is {apart} s apart from this one: set both by NTP."),
        )
    } else {
        well("clock.database", "PostgreSQL a la même heure.", "PostgreSQL has the same time.")
    });
    Ok(found)
}

async fn word(connection: &DatabaseConnection, sql: &str) -> Result<String, DbErr> {
    let row = connection.query_one_raw(Statement::from_string(connection.get_database_backend(), sql)).await?;
    Ok(row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default())
}

/// Whether the instance secret opens what is sealed in the database.
pub async fn secret(connection: &DatabaseConnection, known: Result<Option<String>, String>) -> Finding {
    let part = "secret";
    let sealed = match secret::Entity::find().order_by_asc(secret::Column::Name).one(connection).await {
        Ok(sealed) => sealed,
        Err(error) => {
            return wrong(
                part,
                format!("La base ne se lit pas ({error})."),
                format!("The database can't be read ({error})."),
            );
        }
    };
    match (known, sealed) {
        (Err(fault), _) => wrong(part, format!("Le secret de l’instance ne se lit pas : {fault}"), fault),
        (Ok(None), Some(_)) => wrong(
            part,
            "Le secret de l’instance manque : rétablissez MAILLAGE_SECRET ou le fichier instance.secret. Ne démarrez pas sans lui : il s’en ferait un autre, qui n’ouvre rien.",
            "The instance secret is missing: put MAILLAGE_SECRET or the file instance.secret back. Do not start without it: another would be made, which opens nothing.",
        ),
        (Ok(None), None) => well(part, "Le premier démarrage crée le secret.", "The first start makes the secret."),
        (Ok(Some(_)), None) => well(part, "Le secret de l’instance se lit.", "The instance secret can be read."),
        (Ok(Some(secret)), Some(row)) => match Vault::of(&secret).unseal(&row.name, &row.sealed) {
            Ok(_) => well(part, "Le secret de l’instance ouvre sa base.", "The instance secret opens its database."),
            Err(problem) => Finding { part, mark: Mark::Wrong, said: problem.detail().clone() },
        },
    }
}

/// Whether the bucket answers; files on disk are the disk's matter.
pub async fn bucket(settings: &Settings) -> Option<Finding> {
    settings.s3.as_ref()?;
    let part = "files";
    let asked = async { Files::open(settings)?.reachable().await };
    let why = match tokio::time::timeout(PATIENCE, asked).await {
        Ok(Ok(())) => return Some(well(part, "Le dépôt S3 des fichiers répond.", "The files' S3 bucket answers.")),
        Ok(Err(problem)) => problem.cause().unwrap_or_default().to_owned(),
        Err(_) => "no answer".to_owned(),
    };
    Some(wrong(
        part,
        format!(
            "Le dépôt S3 des fichiers est hors d’atteinte ({why}). Vérifiez MAILLAGE_FILES_URL, MAILLAGE_S3_ENDPOINT et les clés."
        ),
        format!(
            "The files' S3 bucket is out of reach ({why}). Check MAILLAGE_FILES_URL, MAILLAGE_S3_ENDPOINT and the keys."
        ),
    ))
}
