//! The machine: folders, disk, clock, and the address that people type.

use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Finding, Mark, look, well, wrong};
use crate::{db, secrets::secret_file, settings::Settings};

/// Below, somebody should make room; far below, the database stops taking writes.
const LITTLE_ROOM: u64 = 1024 * 1024 * 1024;
const NO_ROOM: u64 = 64 * 1024 * 1024;
/// No clock of a machine that runs this program is before.
const FIRST_YEAR: i32 = 2026;

pub fn address(settings: &Settings) -> Option<Finding> {
    let part = "address";
    let url = reqwest::Url::parse(&settings.base_url).ok()?;
    let host = url.host_str().unwrap_or_default();
    let here = host == "localhost"
        || host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback());
    Some(if settings.is_https() && settings.trusted_proxies.is_empty() {
        look(
            part,
            "L’adresse est en HTTPS, mais aucun proxy n’est déclaré : sans MAILLAGE_TRUSTED_PROXIES, toutes les requêtes semblent venir de lui, et les freins contre les essais de mots de passe touchent tout le monde.",
            "The address is HTTPS, but no proxy is declared: without MAILLAGE_TRUSTED_PROXIES all requests seem to come from it, and the brakes on guessed passwords hit everybody.",
        )
    } else if settings.is_https() || here {
        well(part, format!("Adresse : {}.", settings.base_url), format!("Address: {}.", settings.base_url))
    } else {
        wrong(
            part,
            format!(
                "{} n’est pas en HTTPS : les mots de passe passent en clair. Placez un proxy HTTPS devant, puis corrigez MAILLAGE_BASE_URL.",
                settings.base_url
            ),
            format!(
                "{} is not HTTPS: passwords travel in clear. Put an HTTPS proxy in front, then correct MAILLAGE_BASE_URL.",
                settings.base_url
            ),
        )
    })
}

pub fn folders(settings: &Settings, now: DateTime<Utc>) -> Vec<Finding> {
    let folder = &settings.data_dir;
    let mut found = Vec::new();
    if folder.exists() {
        found.extend(writable("disk.data", folder));
        found.extend(clock(folder, now));
        found.extend(room(settings));
        found.extend(private(folder, &secret_file(folder)));
    } else {
        let shown = folder.display();
        found.push(look(
            "disk.data",
            format!("Le dossier des données ({shown}) n’existe pas encore : le premier démarrage le crée."),
            format!("The data folder ({shown}) does not exist yet: the first start makes it."),
        ));
    }
    if let Some(backups) = settings.backup_dir.as_deref().filter(|backups| backups.exists()) {
        found.extend(writable("disk.backups", backups));
    }
    found
}

/// Makes and deletes a file of no content, which no reader takes for anything.
fn writable(part: &'static str, folder: &Path) -> Option<Finding> {
    let probe = folder.join(format!(".doctor-{}", kernel::ids::new_id()));
    let shown = folder.display();
    let tried = std::fs::File::create_new(&probe).and_then(|_| std::fs::remove_file(&probe));
    Some(match tried {
        Ok(()) => well(part, format!("{shown} accepte l’écriture."), format!("{shown} can be written to.")),
        Err(error) => wrong(
            part,
            format!(
                "{shown} refuse l’écriture ({error}). Donnez ce dossier à l’utilisateur qui lance Maillage (chown), et lancez ce diagnostic sous le même."
            ),
            format!(
                "{shown} can't be written to ({error}). Give this folder to the user that runs Maillage (chown), and run this as that user."
            ),
        ),
    })
}

/// The room on the disks of the data and of the backups, of which the second is told only when it lacks.
pub fn room(settings: &Settings) -> Vec<Finding> {
    let of_data = db::free_bytes(&settings.data_dir).map(|free| judge_room("disk.room", &settings.data_dir, free));
    let backups = settings.backup_dir.as_deref().filter(|backups| backups.exists());
    let of_backups = backups.and_then(|folder| Some(judge_room("disk.backups_room", folder, db::free_bytes(folder)?)));
    of_data.into_iter().chain(of_backups.filter(|finding| finding.mark != Mark::Well)).collect()
}

fn judge_room(part: &'static str, folder: &Path, free: u64) -> Finding {
    let (free_mib, folder) = (free / (1024 * 1024), folder.display());
    if free < NO_ROOM {
        wrong(
            part,
            format!(
                "Le disque de {folder} est plein ({free_mib} Mio libres) : plus rien ne s’écrit bientôt. Faites de la place."
            ),
            format!("The disk of {folder} is full ({free_mib} MiB free): soon nothing can be written. Make room."),
        )
    } else if free < LITTLE_ROOM {
        look(
            part,
            format!("Il reste {free_mib} Mio sur le disque de {folder} : faites de la place."),
            format!("{free_mib} MiB are left on the disk of {folder}: make room."),
        )
    } else {
        well(part, format!("{free_mib} Mio libres sur le disque."), format!("{free_mib} MiB free on the disk."))
    }
}

/// Whether others of this machine are kept out of the folder and of the secret.
#[cfg(unix)]
fn private(folder: &Path, secret: &Path) -> Vec<Finding> {
    use std::os::unix::fs::PermissionsExt;
    let open = |path: &Path| std::fs::metadata(path).is_ok_and(|about| about.permissions().mode() & 0o077 != 0);
    let mut found = Vec::new();
    if secret.exists() {
        let shown = secret.display();
        found.push(if open(secret) {
            wrong(
                "disk.secret",
                format!("D’autres utilisateurs de cette machine peuvent lire {shown} : chmod 600 {shown}"),
                format!("Other users of this machine can read {shown}: chmod 600 {shown}"),
            )
        } else {
            well("disk.secret", "Le fichier du secret est protégé.", "The secret's file is protected.")
        });
    }
    if open(folder) {
        let shown = folder.display();
        found.push(look(
            "disk.private",
            format!("D’autres utilisateurs de cette machine entrent dans {shown} : chmod 700 {shown}"),
            format!("Other users of this machine can enter {shown}: chmod 700 {shown}"),
        ));
    }
    found
}

#[cfg(not(unix))]
fn private(_: &Path, _: &Path) -> Vec<Finding> {
    Vec::new()
}

/// The machine's clock, against sense and against the disk's own (a network disk has another). No time server is asked,
/// and it is said so: a machine that is alone can't know the hour.
fn clock(folder: &Path, now: DateTime<Utc>) -> Option<Finding> {
    let probe = folder.join(format!(".doctor-{}", kernel::ids::new_id()));
    let begun = Utc::now();
    let of_disk = std::fs::File::create_new(&probe).and_then(|file| file.metadata()).and_then(|about| about.modified());
    let _ = std::fs::remove_file(&probe);
    Some(judge_clock(now, DateTime::<Utc>::from(of_disk.ok()?) - begun))
}

fn judge_clock(now: DateTime<Utc>, disk_ahead: TimeDelta) -> Finding {
    use chrono::Datelike;
    let part = "clock";
    if now.year() < FIRST_YEAR {
        let day = now.format("%Y-%m-%d");
        return wrong(
            part,
            format!("L’horloge de la machine dit {day} : mettez-la à l’heure (timedatectl set-ntp true)."),
            format!("The machine's clock says {day}: set it (timedatectl set-ntp true)."),
        );
    }
    let apart = disk_ahead.abs().num_seconds();
    if apart > 10 {
        return look(
            part,
            format!("L’horloge du disque s’écarte de {apart} s de celle de la machine : réglez les deux par NTP."),
            format!("The disk's clock is {apart} s apart from the machine's: set both by NTP."),
        );
    }
    let hour = now.format("%Y-%m-%d %H:%M UTC");
    well(
        part,
        format!(
            "L’horloge dit {hour}, comme le disque. Aucun serveur de temps n’a été interrogé : comparez avec une montre."
        ),
        format!("The clock says {hour}, and so does the disk. No time server was asked: compare with a watch."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_is_told_before_it_is_full() {
        let mark = |mib: u64| judge_room("disk.room", Path::new("/data"), mib * 1024 * 1024).mark;
        assert_eq!([mark(63), mark(64), mark(1023), mark(1024)], [Mark::Wrong, Mark::Look, Mark::Look, Mark::Well]);
        let said = judge_room("disk.room", Path::new("/data"), 900 * 1024 * 1024).said;
        assert!(said.fr.contains("900 Mio") && said.en.contains("/data"));
    }

    #[test]
    fn a_clock_is_compared_with_what_is_at_hand_and_no_more_is_claimed() {
        let now: DateTime<Utc> = "2026-11-23T09:00:00Z".parse().unwrap();
        let long_ago: DateTime<Utc> = "1970-01-01T00:00:10Z".parse().unwrap();
        let none = TimeDelta::zero();
        assert_eq!(judge_clock(long_ago, none).mark, Mark::Wrong);
        for ahead in [TimeDelta::seconds(11), TimeDelta::seconds(-11)] {
            assert_eq!(judge_clock(now, ahead).mark, Mark::Look);
        }
        let well = judge_clock(now, TimeDelta::seconds(2));
        assert!(well.mark == Mark::Well && well.said.en.contains("No time server was asked"));
    }
}
