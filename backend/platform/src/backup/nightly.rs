//! The nightly backup: into the folder of `MAILLAGE_BACKUP_DIR`, of which the newest few are kept.

use std::path::{Path, PathBuf};

use chrono::{TimeDelta, Utc};
use kernel::problem::Problem;

use super::{
    archive::cannot_write,
    make::{Wanted, make},
};
use crate::{
    asker::{Asker, Way},
    house::House,
    jobs::JobKind,
    secrets::make_folder,
};

/// Once a day, by one process; without a folder in the settings there is nothing to do.
pub const NIGHTLY: JobKind = JobKind {
    name: "house.backup",
    run: |house, _| Box::pin(async move { back_up(&house).await }),
    every: Some(TimeDelta::days(1)),
};

async fn back_up(house: &House) -> Result<(), Problem> {
    let Some(folder) = house.settings.backup_dir.clone() else { return Ok(()) };
    make_folder(&folder).map_err(|error| cannot_write(&folder, error))?;
    let path = folder.join(house.now().format("maillage-%Y-%m-%d-%H%M%S.zip").to_string());
    let wanted = Wanted { path: &path, secret: None, tell: &|_, _| () };
    let made = make(house, &Asker::house("backup", Way::Job), wanted).await?;
    tracing::info!(rows = made.rows, files = made.files, bytes = made.bytes, "backed up");
    if !made.missing.is_empty() {
        tracing::error!(files = made.missing.len(), "files without content could not be backed up");
    }
    let taken_away = prune(&folder, house.settings.backup_keep).map_err(|error| cannot_write(&folder, error))?;
    tracing::info!(taken_away, "old backups taken away");
    Ok(())
}

/// Takes away all but the newest `keep` of ours; what is called otherwise is somebody else's.
fn prune(folder: &Path, keep: usize) -> std::io::Result<usize> {
    let mut ours: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.file_name().and_then(|name| name.to_str()).is_some_and(is_ours) {
            ours.push(path);
        }
    }
    // By name, which is by time.
    ours.sort();
    let old = ours.len().saturating_sub(keep);
    for path in ours.iter().take(old) {
        std::fs::remove_file(path)?;
    }
    Ok(old)
}

fn is_ours(name: &str) -> bool {
    let stamp = name.strip_prefix("maillage-").and_then(|rest| rest.strip_suffix(".zip"));
    stamp.is_some_and(|stamp| chrono::NaiveDateTime::parse_from_str(stamp, "%Y-%m-%d-%H%M%S").is_ok())
}

/// A name for a backup made by hand.
pub fn name_now() -> String {
    Utc::now().format("maillage-%Y-%m-%d-%H%M.zip").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_are_kept_and_other_files_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let strangers = ["maillage-2020-01-01-0900.zip", "maillage-avant-migration.zip", "notes.txt"];
        let ours =
            ["maillage-2026-11-01-010000.zip", "maillage-2026-11-02-010000.zip", "maillage-2026-11-03-010000.zip"];
        for name in strangers.iter().chain(&ours) {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        assert_eq!(prune(folder.path(), 2).unwrap(), 1);
        let mut left: Vec<_> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        let mut expected = vec![ours[1], ours[2], strangers[0], strangers[1], strangers[2]];
        expected.sort();
        assert_eq!(left, expected);
    }
}
