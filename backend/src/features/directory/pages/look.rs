//! What stands around every page: the club as anyone may know it, its own fields by name, the files of the build.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use kernel::problem::Problem;
use platform::House;
use sha2::{Digest, Sha256};

use crate::{
    features::{
        club::{self, ClubSettings, Face},
        events,
        members::{self, Definitions},
        practice_sheets,
    },
    screens::{self, Entry},
};

/// So long it is believed that no other process has changed it.
const REMEMBERED: Duration = Duration::from_secs(1);

pub struct Look {
    pub face: Arc<Face>,
    pub settings: ClubSettings,
    pub fields: Definitions,
    /// Whether there are practice sheets to be read.
    pub has_sheets: bool,
    /// Whether there are events that anyone may know of.
    pub has_events: bool,
    pub entry: Entry,
    /// Where people find the site: `https://club.example`.
    pub base: String,
    /// Another one whenever anything of it is another.
    pub mark: String,
    read_at: Instant,
    commits: u64,
}

impl Look {
    /// A title with the club's name behind it, where it has one.
    pub fn titled(&self, title: &str) -> String {
        match self.face.club.name.as_str() {
            "" => title.to_owned(),
            club => format!("{title} · {club}"),
        }
    }
}

/// As of the last commit of this process.
pub async fn look(house: &House) -> Result<Arc<Look>, Problem> {
    let commits = house.memo.commits();
    let known = house.memo.get::<Look>();
    if let Some(known) = known.filter(|known| known.commits == commits && known.read_at.elapsed() < REMEMBERED) {
        return Ok(known);
    }
    let read_at = Instant::now();
    let face = club::face(house).await?;
    let settings = club::settings_to_read(house).await?;
    let fields = members::definitions(&house.db.read).await?;
    let has_sheets = practice_sheets::any_published(house).await?;
    let has_events = !events::agenda(house).await?.events.is_empty();
    let entry = screens::public_entry();
    let base = house.settings.base_url.clone();
    let all = format!(
        "{} {} {} {:?} {:?} {fields:?} {has_sheets} {has_events} {entry:?} {base} {}",
        face.mark,
        settings.join_open,
        settings.directory_open,
        settings.directory_licence,
        settings.time_zone,
        env!("CARGO_PKG_VERSION")
    );
    let mark = hex::encode(&Sha256::digest(all)[..8]);
    Ok(house.memo.keep(Look { face, settings, fields, has_sheets, has_events, entry, base, mark, read_at, commits }))
}
