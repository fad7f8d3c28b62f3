//! Whether an instance is well, part by part: for `maillage doctor`, and what of it a running one tells its administrators. It looks and changes nothing (a file of no content
//! comes and goes where files must be writable), nothing is migrated and no mail leaves.

mod data;
mod machine;
mod tasks;

use chrono::{DateTime, Utc};
use kernel::problem::{Say, say};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    db, mail,
    secrets::{Vault, known_secret},
    settings::Settings,
};

/// How well a part is. `look`: it works, and somebody should look at it; `wrong`: it does not work, or not for long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    Well,
    Look,
    Wrong,
}

/// One part, and what to do about it.
pub struct Finding {
    /// For programs: `database.steps`.
    pub part: &'static str,
    pub mark: Mark,
    pub said: Say,
}

fn well(part: &'static str, fr: impl Into<String>, en: impl Into<String>) -> Finding {
    Finding { part, mark: Mark::Well, said: say(fr, en) }
}

fn look(part: &'static str, fr: impl Into<String>, en: impl Into<String>) -> Finding {
    Finding { part, mark: Mark::Look, said: say(fr, en) }
}

fn wrong(part: &'static str, fr: impl Into<String>, en: impl Into<String>) -> Finding {
    Finding { part, mark: Mark::Wrong, said: say(fr, en) }
}

/// Looks at everything that can be looked at; what depends on a part that fails is left out.
pub async fn examine(settings: Result<&Settings, &str>, now: DateTime<Utc>) -> Vec<Finding> {
    let settings = match settings {
        Ok(settings) => settings,
        Err(faults) => {
            return vec![wrong(
                "settings",
                format!("Réglages : {faults} (`maillage settings` les explique tous.)"),
                format!("Settings: {faults} (`maillage settings` explains them all.)"),
            )];
        }
    };
    let mut found = vec![well("settings", "Les réglages se lisent.", "The settings can be read.")];
    found.extend(machine::address(settings));
    found.extend(machine::folders(settings, now));
    found.extend(data::bucket(settings).await);

    let secret = known_secret(settings);
    let vault = secret.as_ref().ok().and_then(Option::as_deref).map(Vault::of);
    let connection = match db::look(settings).await {
        Ok(Some(connection)) => connection,
        Ok(None) => {
            found.push(look(
                "database",
                "Il n’y a pas encore de base : le premier démarrage la crée. Si Maillage a déjà servi ici, MAILLAGE_DATA_DIR n’est pas le bon.",
                "There is no database yet: the first start makes it. If Maillage has served here before, MAILLAGE_DATA_DIR is not the right one.",
            ));
            found.extend(relay(settings, None, vault.as_ref()).await);
            return found;
        }
        Err(error) => {
            found.push(wrong(
                "database",
                format!("La base est hors d’atteinte ({error}). Vérifiez MAILLAGE_DATABASE_URL, et que son serveur est en marche."),
                format!("The database is out of reach ({error}). Check MAILLAGE_DATABASE_URL, and that its server runs."),
            ));
            found.extend(relay(settings, None, vault.as_ref()).await);
            return found;
        }
    };
    let (seen, readable) = data::database(settings, &connection).await;
    found.extend(seen);
    if readable {
        found.push(data::secret(&connection, secret).await);
        found.extend(relay(settings, Some(&connection), vault.as_ref()).await);
        found.extend(tasks::all(settings, &connection, now).await);
    } else {
        found.extend(relay(settings, None, vault.as_ref()).await);
    }
    if let Err(error) = connection.close().await {
        tracing::debug!(%error, "a connection could not be closed");
    }
    found
}

/// How a running instance is, for those who look at it in the app: what goes on by itself, and the room on the disk.
/// Quick, for it is asked again and again: nobody outside is called.
pub async fn running(
    settings: &Settings,
    connection: &sea_orm::DatabaseConnection,
    now: DateTime<Utc>,
) -> Vec<Finding> {
    let mut found = tasks::all(settings, connection, now).await;
    found.extend(machine::room(settings));
    found
}

/// Whether the relay in force takes our line and our password; nothing is sent.
async fn relay(
    settings: &Settings,
    connection: Option<&sea_orm::DatabaseConnection>,
    vault: Option<&Vault>,
) -> Option<Finding> {
    let part = "mail.relay";
    let outgoing = match (mail::from_environment(settings), connection, vault) {
        (Ok(None), Some(connection), Some(vault)) => mail::outgoing_of(settings, vault, connection).await,
        // Without its database nothing is known of a relay that was given in the app.
        (Ok(None), ..) => return None,
        (given, ..) => given,
    };
    let outgoing = match outgoing {
        Ok(Some(outgoing)) => outgoing,
        Ok(None) => {
            return Some(look(
                part,
                "Aucun serveur d’envoi : les mails sont gardés, un administrateur les lit dans l’application. Donnez-en un dans Réglages, ou par MAILLAGE_SMTP_URL.",
                "No mail relay: mail is kept, and an administrator reads it in the app. Give one in the settings of the app, or by MAILLAGE_SMTP_URL.",
            ));
        }
        Err(problem) => return Some(Finding { part, mark: Mark::Wrong, said: problem.detail().clone() }),
    };
    let our_name = mail::our_name(settings, Some(&outgoing.sender));
    Some(match outgoing.relay.connect(&our_name).await {
        Ok(line) => {
            line.hang_up().await;
            well(
                part,
                "Le serveur d’envoi répond et nous accepte (rien n’a été envoyé).",
                "The mail relay answers and takes us (nothing was sent).",
            )
        }
        Err(why) => {
            let remedy = mail::trouble(mail::QUEUED, Some(&why)).unwrap_or(mail::MailTrouble::RelayAway).said();
            wrong(
                part,
                format!("{} Les mails attendent, 72 heures au plus. Sa réponse : {why}", remedy.fr),
                format!("{} Mail waits, for 72 hours at most. Its answer: {why}", remedy.en),
            )
        }
    })
}
