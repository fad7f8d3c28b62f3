//! Backups: one ZIP that any Maillage restores, whichever database it has. So it is also the way from SQLite to
//! PostgreSQL and back, and the way out: JSON lines, one file per table, that any program reads.
//!
//! A backup is one instant of the database, read while others write. The contents of files follow, which never change
//! under their name. What only the instance secret opens stays sealed; the secret itself is in only when asked for
//! (docs/decisions/0007-backups.md).

mod archive;
mod check;
mod make;
mod nightly;
mod restore;
mod since;
mod tables;
mod target;
mod values;

pub use archive::{FORMAT, Manifest, draft_of, sync_folder};
pub use check::Checked;
pub use make::{Made, Wanted, hot_copy, last, make};
pub use nightly::{NIGHTLY, name_now};
pub use restore::{Restored, Wishes, restore};
pub use since::Again;
pub use tables::{LEFT_OUT, SEALED, Table, all, kept};
pub use values::Kind;

/// The word that the instance secret seals into each manifest, and the name it is sealed under.
const CHECK_NAME: &str = "backup.check";
const CHECK_WORD: &[u8] = b"maillage";
