//! What anyone may know of the club, remembered for the pages that many read at once.

use std::{sync::Arc, time::Instant};

use kernel::problem::Problem;
use platform::House;
use sha2::{Digest, Sha256};

use super::{PublicClub, REMEMBERED, public};

pub struct Face {
    pub club: PublicClub,
    /// Another one whenever anything of it is another.
    pub mark: String,
    read_at: Instant,
    commits: u64,
}

/// As of the last commit of this process, and no older than what another process may have changed.
pub async fn face(house: &House) -> Result<Arc<Face>, Problem> {
    let commits = house.memo.commits();
    let known = house.memo.get::<Face>();
    if let Some(known) = known.filter(|known| known.commits == commits && known.read_at.elapsed() < REMEMBERED) {
        return Ok(known);
    }
    let read_at = Instant::now();
    let club = public(house).await?;
    let digest = Sha256::digest(serde_json::to_vec(&club)?);
    Ok(house.memo.keep(Face { mark: hex::encode(&digest[..8]), club, read_at, commits }))
}
