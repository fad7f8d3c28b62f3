//! `maillage backup` and `maillage restore`: progress on the error output, what was done on the output.

use std::path::PathBuf;

use chrono::Utc;
use clap::Args;
use kernel::problem::Problem;
use platform::{
    Asker, House, Way,
    backup::{self, Wanted, Wishes},
    db,
    secrets::known_secret,
    settings::Settings,
};

#[derive(Args)]
pub struct Backup {
    /// Where it goes; a name with the day in this folder if you give none. What is there is never overwritten.
    file: Option<PathBuf>,
    /// Put the instance secret in: whoever has the file can then open all that is sealed in it.
    #[arg(long, conflicts_with = "hot_copy")]
    with_secret: bool,
    /// Copy the SQLite database alone, as a file that SQLite opens: quicker, without files.
    #[arg(long, requires = "file")]
    hot_copy: bool,
}

#[derive(Args)]
pub struct Restore {
    /// The backup.
    file: PathBuf,
    /// Check all of it, say what is in it, and change nothing.
    #[arg(long)]
    check: bool,
    /// The name of the club in place, which the backup may replace.
    #[arg(long, value_name = "CLUB")]
    replace: Option<String>,
    /// The instance secret is lost: make new signing keys and forget second factors.
    #[arg(long)]
    forget_secrets: bool,
    /// Mail that was still to leave waits until a person decides.
    #[arg(long)]
    hold_mail: bool,
}

/// Only a database of this version's shape is backed up: a backup neither makes one nor changes its shape.
pub async fn is_ready(settings: &Settings) -> Result<(), String> {
    let unreachable = |error: sea_orm::DbErr| format!("The database can't be read ({error}).");
    let Some(there) = db::look(settings).await.map_err(unreachable)? else {
        return Err("There is no database here yet: nothing to back up. Check MAILLAGE_DATA_DIR.".to_owned());
    };
    let steps = db::steps(&there).await.map_err(unreachable)?;
    there.close().await.map_err(unreachable)?;
    if steps == db::known_steps() {
        return Ok(());
    }
    Err("The database does not have this version's shape: back it up with the version that serves it, or run \
         `maillage migrate` first."
        .to_owned())
}

pub async fn make(house: &House, command: Backup) -> Result<(), String> {
    let by = Asker::house("backup", Way::Command);
    let path = command.file.unwrap_or_else(|| PathBuf::from(backup::name_now()));
    if command.hot_copy {
        let bytes = backup::hot_copy(house, &by, &path).await.map_err(told)?;
        println!("{}: {bytes} bytes. Files and the instance secret are not in it.", path.display());
        return Ok(());
    }
    let secret = match command.with_secret {
        true => known_secret(&house.settings)?,
        false => None,
    };
    let wanted = Wanted { path: &path, secret: secret.as_deref(), tell: &tell };
    let made = backup::make(house, &by, wanted).await.map_err(told)?;
    println!("{}: {} rows, {} files, {} bytes.", made.path.display(), made.rows, made.files, made.bytes);
    match command.with_secret {
        true => println!("The instance secret is in it: keep the file as you keep a key."),
        false => println!("The instance secret is not in it: keep a copy of it elsewhere (docs/install.md)."),
    }
    if made.missing.is_empty() {
        return Ok(());
    }
    // A cron job must notice, though all the rest is safe.
    let missing: Vec<String> = made.missing.iter().map(ToString::to_string).collect();
    Err(format!("The backup was made, but these files have no sound content any more: {}.", missing.join(", ")))
}

pub async fn restore(settings: &Settings, command: Restore) -> Result<(), String> {
    let wishes = Wishes {
        path: &command.file,
        only_check: command.check,
        replace: command.replace.as_deref(),
        forget_secrets: command.forget_secrets,
        hold_mail: command.hold_mail,
        now: Utc::now(),
        tell: &tell,
    };
    let restored = backup::restore(settings, wishes).await.map_err(told)?;
    let manifest = &restored.manifest;
    let what = format!(
        "“{}” of {}: {} rows, {} files",
        manifest.club,
        manifest.made_at.format("%Y-%m-%d %H:%M UTC"),
        restored.rows,
        manifest.files.len()
    );
    if command.check {
        println!("{what}. All of it is sound; nothing was changed.");
        if let (Some(held), None) = (restored.in_place, &command.replace) {
            let (club, members, accounts) = (held.club, held.members, held.accounts);
            println!(
                "There is a club here: “{club}”, {members} members, {accounts} accounts. To put the backup in its \
                 place, stop Maillage and add --replace \"{club}\"."
            );
        }
        return Ok(());
    }
    println!("{what}, restored. People sign in anew.");
    if let Some(former) = restored.former {
        println!("The former database is kept as {}: delete it once you are sure.", former.display());
    }
    let made_at = manifest.made_at.format("%Y-%m-%d %H:%M UTC");
    match restored.again {
        Some(again) => println!(
            "Of what the club in place knew beyond the backup: {} erasures are done again once Maillage runs, {} \
             objections hold. Consents withdrawn since are given again, and whoever was taken out of one organisation \
             alone is back in it: do that again (docs/install.md).",
            again.erasures, again.objections
        ),
        None => println!(
            "Whoever was erased, objected or withdrew a consent after {made_at} is as the backup knew them: do again \
             what they asked for (docs/install.md)."
        ),
    }
    if restored.mail_waiting > 0 {
        println!("{} mails leave once Maillage runs (--hold-mail keeps them back).", restored.mail_waiting);
    }
    if !manifest.missing_files.is_empty() {
        println!("{} files had no content when the backup was made.", manifest.missing_files.len());
    }
    Ok(())
}

fn tell(what: &str, how_many: u64) {
    eprintln!("{what}: {how_many}");
}

fn told(problem: Problem) -> String {
    problem.detail().en.clone()
}
