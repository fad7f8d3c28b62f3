//! Putting one back: everything is checked before anything is touched, and the last step makes all of it true at once.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use kernel::problem::{Problem, say};
use migrations::Migrator;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, Statement, TransactionTrait,
    sea_query::{Alias, Expr, Query},
};
use sea_orm_migration::MigratorTrait;
use tables::{account, audit, delivery, erasure, mail_relay, recovery_code, secret};

use super::{
    archive::Manifest,
    check::Checked,
    since::{Again, Since},
    target::{self, Draft, Held, Target, out_of_reach, shape_anew, take_off_references},
};
use crate::{
    asker::{Asker, Way},
    db,
    files::Files,
    mail,
    secrets::{known_secret, place_secret},
    settings::Settings,
};

/// Rows written by one statement, and values bound by it: both databases take more.
const ROWS: usize = 250;
const VALUES: usize = 30_000;

pub struct Wishes<'a> {
    pub path: &'a Path,
    /// Only say what is in the backup and whether it would go in.
    pub only_check: bool,
    /// The name of the club that may be replaced.
    pub replace: Option<&'a str>,
    /// Go on without the secret: signing keys and second factors are forgotten.
    pub forget_secrets: bool,
    /// Mail that was still to leave waits for a person.
    pub hold_mail: bool,
    pub now: DateTime<Utc>,
    pub tell: &'a dyn Fn(&str, u64),
}

/// What was put back, or would be.
#[derive(Debug)]
pub struct Restored {
    pub manifest: Manifest,
    pub rows: u64,
    /// Mail that leaves once a worker runs.
    pub mail_waiting: u64,
    /// The club that only `replace` would put aside; told when the backup is only checked.
    pub in_place: Option<Held>,
    /// The former SQLite database, kept under this name.
    pub former: Option<PathBuf>,
    /// What was asked for after the backup and holds again; none where no club in place told it.
    pub again: Option<Again>,
}

/// What is to be done about secrets.
enum Secrets {
    /// The instance's own opens what is sealed.
    Stay,
    /// The backup's is put in place.
    Place(String),
    Forget,
}

/// 409 `restore.not_empty`, `restore.other_club`, `restore.in_use`, `restore.other_secret`, `restore.no_secret`;
/// 422 `backup.*`; 503 `restore.out_of_reach`. After any of them the target is as it was.
pub async fn restore(settings: &Settings, wishes: Wishes<'_>) -> Result<Restored, Problem> {
    let mut backup = Checked::open(wishes.path, wishes.tell)?;
    let secrets = judge_secrets(settings, &mut backup, wishes.forget_secrets)?;
    let mut restored = Restored {
        rows: backup.manifest.tables.iter().map(|table| table.rows).sum(),
        manifest: backup.manifest.clone(),
        mail_waiting: 0,
        in_place: None,
        former: None,
        again: None,
    };
    if wishes.only_check {
        // People go on working meanwhile: the target is looked at, not taken.
        restored.in_place = target::look(settings).await?.filter(|held| !held.is_empty());
        if wishes.replace.is_some() {
            may_be_replaced(restored.in_place.as_ref(), wishes.replace)?;
        }
        return Ok(restored);
    }
    let target = Target::take(settings).await?;
    may_be_replaced(target.held(), wishes.replace)?;
    let since = target.since().await?;
    // Under names of their own that no row bears yet: if all ends here, they are orphans and are swept.
    let files = Files::open(settings)?;
    for at in 0..backup.manifest.files.len() {
        let (id, sha256, bytes) = backup.file(at)?;
        files.put_back(id, &sha256, bytes).await?;
    }
    // Just before the last step: whatever fails until then leaves the folder without a secret, as it was.
    let place = || match &secrets {
        Secrets::Place(secret) => place_secret(settings, secret).map_err(out_of_reach),
        Secrets::Stay | Secrets::Forget => Ok(()),
    };
    match target {
        Target::Sqlite { path, old, _turn, .. } => {
            let draft = Draft::begin(&path).await?;
            match fill_sqlite(&draft, &mut backup, &secrets, &wishes, since.as_ref()).await {
                Ok(done) => (restored.mail_waiting, restored.again) = done,
                Err(problem) => {
                    draft.give_up().await;
                    return Err(problem);
                }
            }
            if let Err(problem) = place() {
                draft.give_up().await;
                return Err(problem);
            }
            restored.former = draft.take_over(&path, &wishes.now.format("%Y-%m-%d-%H%M%S").to_string()).await?;
            if let Some(old) = old {
                old.close().await?;
            }
        }
        Target::Postgres { connection, tx, .. } => {
            let steps = backup.manifest.steps.len();
            shape_anew(&tx, steps).await?;
            let references = take_off_references(&tx).await?;
            load(&tx, &mut backup, wishes.tell).await?;
            tx.execute_unprepared(&references.concat()).await.map_err(inconsistent)?;
            Migrator::up(&tx, None).await?;
            let done = finish(&tx, &backup.manifest, &secrets, &wishes, since.as_ref()).await?;
            (restored.mail_waiting, restored.again) = done;
            place()?;
            tx.commit().await?;
            connection.close().await?;
        }
    }
    Ok(restored)
}

async fn fill_sqlite(
    draft: &Draft,
    backup: &mut Checked,
    secrets: &Secrets,
    wishes: &Wishes<'_>,
    since: Option<&Since>,
) -> Result<(u64, Option<Again>), Problem> {
    let connection = &draft.connection;
    Migrator::up(connection, Some(backup.manifest.steps.len() as u32)).await?;
    let tx = connection.begin().await?;
    load(&tx, backup, wishes.tell).await?;
    tx.commit().await?;
    Migrator::up(connection, None).await?;
    let tx = connection.begin().await?;
    let done = finish(&tx, &backup.manifest, secrets, wishes, since).await?;
    tx.commit().await?;
    let broken = connection
        .query_one_raw(Statement::from_string(connection.get_database_backend(), "PRAGMA foreign_key_check"))
        .await?;
    if broken.is_some() {
        return Err(inconsistent("a row refers to one that is not there"));
    }
    db::settle_draft(connection).await?;
    Ok(done)
}

async fn load(tx: &DatabaseTransaction, backup: &mut Checked, tell: &dyn Fn(&str, u64)) -> Result<(), Problem> {
    for at in 0..backup.manifest.tables.len() {
        let Some((name, columns, announced)) = backup
            .manifest
            .tables
            .get(at)
            .map(|table| (table.name.clone(), table.columns.keys().cloned().collect::<Vec<_>>(), table.rows))
        else {
            break;
        };
        // A step may have put rows there of its own.
        tx.execute(Query::delete().from_table(Alias::new(&name))).await?;
        let at_once = (VALUES / columns.len().max(1)).clamp(1, ROWS);
        let mut rows = backup.rows(at)?;
        let mut written = 0;
        loop {
            let mut insert = Query::insert();
            insert.into_table(Alias::new(&name)).columns(columns.iter().map(Alias::new));
            let mut some = 0;
            while some < at_once {
                let Some(values) = rows.next()? else { break };
                insert.values(values.into_iter().map(Expr::value)).map_err(Problem::bug)?;
                some += 1;
            }
            if some == 0 {
                break;
            }
            tx.execute(&insert).await.map_err(inconsistent)?;
            written += some as u64;
        }
        rows.end()?;
        if written != announced {
            return Err(inconsistent("rows vanished on the way"));
        }
        tell(&name, written);
    }
    Ok(())
}

/// What is done once the rows are in, in the newest shape. Answers how much mail is still to leave, and what was asked for
/// since and holds again.
async fn finish(
    tx: &DatabaseTransaction,
    manifest: &Manifest,
    secrets: &Secrets,
    wishes: &Wishes<'_>,
    since: Option<&Since>,
) -> Result<(u64, Option<Again>), Problem> {
    if matches!(secrets, Secrets::Forget) {
        secret::Entity::delete_many().exec(tx).await?;
        // Marked by the secret, too.
        recovery_code::Entity::delete_many().exec(tx).await?;
        account::Entity::update_many()
            .col_expr(account::Column::TotpSealed, Expr::value(None::<Vec<u8>>))
            .col_expr(account::Column::TotpNextSealed, Expr::value(None::<Vec<u8>>))
            .col_expr(account::Column::TotpConfirmedAt, Expr::value(None::<DateTime<Utc>>))
            .col_expr(account::Column::TotpLastStep, Expr::value(None::<i64>))
            .exec(tx)
            .await?;
        // An administrator gives it anew in the app; meanwhile mail waits for a relay that takes it.
        mail_relay::Entity::update_many()
            .col_expr(mail_relay::Column::PasswordSealed, Expr::value(None::<Vec<u8>>))
            .exec(tx)
            .await?;
        // An erasure that was under way has taken the rows away; nobody can open any more what texts were looked for.
        erasure::Entity::update_many()
            .col_expr(erasure::Column::MarksSealed, Expr::value(None::<Vec<u8>>))
            .exec(tx)
            .await?;
    }
    if wishes.hold_mail {
        delivery::Entity::update_many()
            .col_expr(delivery::Column::State, Expr::value(mail::UNCERTAIN))
            .col_expr(delivery::Column::NextAttemptAt, Expr::value(None::<DateTime<Utc>>))
            .filter(delivery::Column::State.is_in([mail::QUEUED, mail::SENDING]))
            .exec(tx)
            .await?;
    }
    let by = Asker::house("restore", Way::Command);
    let (by_kind, by_id, by_name) = by.caller.signature();
    let label = manifest.made_at.format("%Y-%m-%d %H:%M").to_string();
    audit::Entity::insert(audit::ActiveModel {
        id: Set(kernel::ids::new_id()),
        at: Set(wishes.now),
        by_kind: Set(by_kind.to_owned()),
        by_id: Set(by_id),
        by_name: Set(by_name),
        way: Set(by.way.as_str().to_owned()),
        request_id: Set(None),
        verb: Set("restored".to_owned()),
        record: Set("house".to_owned()),
        record_id: Set(None),
        label_key: Set(kernel::words::fold(&label)),
        label: Set(label),
        changes: Set(serde_json::json!([])),
    })
    .exec_without_returning(tx)
    .await?;
    let again = match since {
        Some(since) => Some(since.again(tx, matches!(secrets, Secrets::Stay), wishes.now).await?),
        None => None,
    };
    use sea_orm::PaginatorTrait;
    let waiting = delivery::Entity::find().filter(delivery::Column::State.eq(mail::QUEUED)).count(tx).await?;
    Ok((waiting, again))
}

fn judge_secrets(settings: &Settings, backup: &mut Checked, forget: bool) -> Result<Secrets, Problem> {
    let inside = backup.secret()?.filter(|secret| backup.is_opened_by(secret));
    match known_secret(settings).map_err(out_of_reach)? {
        Some(own) if backup.is_opened_by(&own) => Ok(Secrets::Stay),
        _ if forget => Ok(Secrets::Forget),
        None => match inside {
            Some(secret) => Ok(Secrets::Place(secret)),
            None => Err(Problem::conflict(
                "restore.no_secret",
                say(
                    "Ce dossier n’a pas le secret de l’instance sauvegardée, et la sauvegarde ne le contient pas. Donnez-le (MAILLAGE_SECRET, ou le fichier instance.secret d’origine dans le dossier des données) ; s’il est perdu, --forget-secrets refait les clés et efface les seconds facteurs.",
                    "The secret of the instance that was backed up is neither here nor in the backup. Give it (MAILLAGE_SECRET, or the original instance.secret in the data folder); if it is lost, --forget-secrets makes new keys and clears second factors.",
                ),
            )),
        },
        Some(_) => Err(Problem::conflict(
            "restore.other_secret",
            say(
                "Le secret de cette instance (MAILLAGE_SECRET ou instance.secret) n’est pas celui de la sauvegarde. Donnez celui d’origine ; s’il est dans la sauvegarde, ôtez seulement l’autre ; s’il est perdu, --forget-secrets refait les clés et efface les seconds facteurs.",
                "The secret of this instance (MAILLAGE_SECRET or instance.secret) is not the backup's. Give the original one; if it is in the backup, just take the other away; if it is lost, --forget-secrets makes new keys and clears second factors.",
            ),
        )),
    }
}

fn may_be_replaced(held: Option<&Held>, replace: Option<&str>) -> Result<(), Problem> {
    let Some(held) = held.filter(|held| !held.is_empty()) else { return Ok(()) };
    match replace {
        Some(name) if name == held.club => Ok(()),
        Some(_) => Err(Problem::conflict(
            "restore.other_club",
            say(
                format!(
                    "Le club en place s’appelle « {} » : --replace doit donner exactement ce nom. Rien n’a été changé.",
                    held.club
                ),
                format!(
                    "The club in place is called “{}”: --replace must give exactly that name. Nothing was changed.",
                    held.club
                ),
            ),
        )),
        None => Err(Problem::conflict(
            "restore.not_empty",
            say(
                format!(
                    "Il y a déjà un club ici : « {} », {} membres, {} comptes. Pour le remplacer, ajoutez --replace \"{}\". Rien n’a été changé.",
                    held.club, held.members, held.accounts, held.club
                ),
                format!(
                    "There is a club here already: “{}”, {} members, {} accounts. To replace it, add --replace \"{}\". Nothing was changed.",
                    held.club, held.members, held.accounts, held.club
                ),
            ),
        )),
    }
}

fn inconsistent(cause: impl ToString) -> Problem {
    Problem::new(
        422,
        "backup.inconsistent",
        say(
            "Les lignes de cette sauvegarde ne vont pas ensemble : la base les refuse. Rien n’a été changé ; prenez une autre sauvegarde.",
            "The rows of this backup do not go together: the database refuses them. Nothing was changed; take another backup.",
        ),
    )
    .because(cause)
}
