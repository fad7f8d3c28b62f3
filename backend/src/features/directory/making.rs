//! The book is read whole, in a handful of questions whatever its size, and kept until something of it may be another: a
//! reader costs the database nothing, and a commit that touches no member but a glance.

use std::{
    collections::HashMap,
    sync::Arc,
    time::{Duration, Instant},
};

use kernel::problem::Problem;
use platform::House;
use tokio::sync::Mutex;

use super::{
    book::{Commune, Cover, Directory},
    outlines, shown,
};
use crate::features::{club, members};

/// What other processes commit is seen within this.
const OLDEST: Duration = Duration::from_secs(30);

struct Remembered {
    directory: Arc<Directory>,
    read_at: Instant,
    commits: u64,
    /// Of what the public sees, when the book was read.
    stamp: String,
}

/// One's turn to make the book anew: the others wait for it instead of making it too.
#[derive(Default)]
struct Turn(Mutex<()>);

/// The public book as of the last commit of this process. 404 while the club has none.
pub async fn directory(house: &House) -> Result<Arc<Directory>, Problem> {
    if !club::settings_to_read(house).await?.directory_open {
        return Err(Problem::not_found());
    }
    if let Some(known) = remembered(house) {
        return Ok(known);
    }
    let turn = house.memo.one::<Turn>();
    let _mine = turn.0.lock().await;
    if let Some(known) = remembered(house) {
        return Ok(known);
    }
    let (commits, read_at) = (house.memo.commits(), Instant::now());
    let stamp = stamp(house).await?;
    let before = house.memo.get::<Remembered>();
    if let Some(before) = before.filter(|before| before.stamp == stamp && before.read_at.elapsed() < OLDEST) {
        // Most commits are of other things: the book is as good as it was.
        let (directory, read_at) = (before.directory.clone(), before.read_at);
        house.memo.keep(Remembered { directory: directory.clone(), read_at, commits, stamp });
        return Ok(directory);
    }
    let mut directory = Arc::new(make(house).await?);
    if let Some(before) = house.memo.get::<Remembered>().filter(|before| before.directory.version == directory.version)
    {
        // Nothing that the public sees is another: what was written of it is good still.
        directory = before.directory.clone();
    }
    house.memo.keep(Remembered { directory: directory.clone(), read_at, commits, stamp });
    Ok(directory)
}

fn remembered(house: &House) -> Option<Arc<Directory>> {
    let known = house.memo.get::<Remembered>()?;
    let fresh = known.commits == house.memo.commits() && known.read_at.elapsed() < OLDEST;
    fresh.then(|| known.directory.clone())
}

/// Another text once anything that the public sees may be another.
async fn stamp(house: &House) -> Result<String, Problem> {
    let db = &house.db.read;
    let club = club::settings(db).await?;
    let communes = club::communes_now(db).await?;
    let outlines = outlines::set(db).await?.revision;
    let members = members::public_stamp(db).await?;
    Ok(format!("{} {:?} {:?} {communes:?} {outlines} {members}", club.name, club.language, club.directory_licence))
}

async fn make(house: &House) -> Result<Directory, Problem> {
    // One instant: what is hidden meanwhile is hidden in all of it.
    let db = house.db.begin_snapshot().await?;
    let club = club::settings(&db).await?;
    let members = members::public_view(&db, None).await?;
    let known = shown::known(&db).await?;
    let set = outlines::set(&db).await?;
    let middles: HashMap<String, (f64, f64)> = outlines::middles(&db).await?;
    let communes = club::communes_now(&db).await?;
    db.commit().await?;
    let communes = communes.into_iter().map(|row| Commune {
        place: row.latitude.zip(row.longitude).or_else(|| middles.get(&row.insee_code).copied()),
        insee_code: row.insee_code,
        name: row.name,
    });
    let cover = Cover {
        club: club.name,
        language: club.language,
        licence: club.directory_licence,
        communes: communes.collect(),
        outlines: set.revision,
    };
    let members = shown::dated(house, members, known).await?;
    tokio::task::spawn_blocking(move || Directory::of(members, cover)).await.map_err(Problem::bug)?
}
