//! Why tries of jobs failed, for administrators: the sentence of the problem, and its cause without what could open
//! anything.

use chrono::{DateTime, Utc};
use kernel::problem::{Problem, Say, say};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use tables::job_failure;
use uuid::Uuid;

use super::Claim;

pub const WORKER_DIED: &str = "house.worker_died";
const BUG: &str = "house.bug";
/// The longest cause that is kept, in characters.
const LONGEST: usize = 400;
/// A run of letters and digits as long as this may be a token, a key, or sealed bytes.
const OPAQUE: usize = 32;

pub async fn keep<C: ConnectionTrait>(
    tx: &C,
    claim: &Claim,
    problem: &Problem,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let code = problem.code().to_owned();
    let said = if code == BUG { said(&code) } else { problem.detail().clone() };
    let row = row(claim.id, claim.attempts, now, code, said, problem.cause().map(harmless));
    job_failure::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Of jobs that took their workers down with them.
pub async fn keep_abandoned<C: ConnectionTrait>(
    tx: &C,
    jobs: &[(Uuid, i64)],
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let rows =
        jobs.iter().map(|(id, attempt)| row(*id, *attempt, now, WORKER_DIED.to_owned(), said(WORKER_DIED), None));
    job_failure::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

fn row(
    job_id: Uuid,
    attempt: i64,
    at: DateTime<Utc>,
    code: String,
    said: Say,
    cause: Option<String>,
) -> job_failure::ActiveModel {
    job_failure::ActiveModel {
        job_id: Set(job_id),
        attempt: Set(attempt),
        at: Set(at),
        code: Set(code),
        said_fr: Set(said.fr),
        said_en: Set(said.en),
        cause: Set(cause),
    }
}

/// What can be said of a failure when its code alone is known: there is no request whose number could be told.
pub fn said(code: &str) -> Say {
    match code {
        WORKER_DIED => say(
            "Le processus qui la faisait s’est arrêté au milieu, à chaque essai.",
            "The process that did it ended in the middle, at each try.",
        ),
        BUG => say(
            "Une erreur inattendue s’est produite ; le journal du serveur en dit plus.",
            "Something unexpected went wrong; the server's log tells more.",
        ),
        code => say(format!("Elle a échoué ({code})."), format!("It failed ({code}).")),
    }
}

/// One line, with … for whatever is as long and shapeless as a token. Ids stay: they are names.
fn harmless(cause: &str) -> String {
    let mut line = String::new();
    let mut run = String::new();
    for letter in cause.chars().map(|c| if c.is_control() { ' ' } else { c }).chain([' ']) {
        if letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '+') {
            run.push(letter);
            continue;
        }
        let opaque = run.len() >= OPAQUE && Uuid::try_parse(&run).is_err();
        line.push_str(if opaque { "…" } else { &run });
        run.clear();
        line.push(letter);
    }
    line.trim().chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_is_one_line_that_opens_nothing() {
        let token = "kX3vJ0q8sR1yP7wZ2mN5bT9cL4hD6gF8aE1uQ3oI7rY";
        let link = format!("https://club.example/connexion/lien#{token}\nfin");
        assert_eq!(harmless(&link), "https://club.example/connexion/lien#… fin");
        let plain = "/var/backups/maillage-2026-11-02-010000.zip: Permission denied (os error 13)";
        assert_eq!(harmless(plain), plain);
        let id = "019ab1c2-0000-7000-8000-000000000000";
        assert_eq!(harmless(&format!("no member {id}")), format!("no member {id}"));
        assert_eq!(harmless(&"mot ".repeat(500)).chars().count(), LONGEST);
    }
}
