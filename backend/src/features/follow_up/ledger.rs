//! The interaction ledger: what attests that whom was reached, and the columns of a member that derive from it.
//!
//! A source states once, or again, which members it concerns; the last statement holds. Concurrent statements are
//! right because rows are locked in one order (interactions, then members by id) and read only once they are held.

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap},
};

use chrono::NaiveDate;
use kernel::{
    cadence::Cadence,
    problem::Problem,
    trade::{Channel, ChannelClass, Direction, Outcome},
};
use platform::Work;
use tables::member;
use uuid::Uuid;

pub use super::store::ledger::{First, attest_first, first};
use super::store::{self, ledger as rows};
use crate::features::club;

/// What attests an interaction: `typed` and the entry, `import` and the row, `newsletter` and the letter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source {
    pub kind: Cow<'static, str>,
    pub id: Uuid,
}

impl Source {
    /// What one thing attests at most once a day: the same thing on the same day is the same source.
    pub fn on_day(kind: &'static str, of: Uuid, on: NaiveDate) -> Source {
        use sha2::{Digest, Sha256};
        let digest = Sha256::digest(format!("{kind}:{of}:{on}"));
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        Source { kind: kind.into(), id: uuid::Builder::from_custom_bytes(bytes).into_uuid() }
    }
}

/// A source's statement: on that day, by that way, these members were contacted with that outcome.
#[derive(Debug, Clone)]
pub struct Attestation {
    pub source: Source,
    pub on: NaiveDate,
    pub channel: Channel,
    pub direction: Direction,
    pub outcome: Outcome,
    pub summary: Option<String>,
    pub contact_id: Option<Uuid>,
    /// Each counts once; none at all takes the statement back.
    pub members: Vec<Uuid>,
}

impl Attestation {
    pub fn reached(&self) -> bool {
        self.outcome == Outcome::Reached
    }

    pub fn personal(&self) -> bool {
        self.channel.class() != ChannelClass::Mass
    }
}

/// Which members to recompute.
pub enum Scope<'a> {
    All,
    Members(&'a [Uuid]),
}

/// States what a source attests. Repeating it is harmless; stating fewer members corrects it; none takes it back.
/// Gives the interaction's id. The members must exist.
pub async fn attest(work: &Work, what: Attestation) -> Result<Option<Uuid>, Problem> {
    Ok(attest_all(work, std::slice::from_ref(&what)).await?.pop().flatten())
}

/// The same for many sources, set-based. Gives the ids in order; `None` for a statement without members.
/// Of two statements of one source, the last holds.
pub async fn attest_all(work: &Work, all: &[Attestation]) -> Result<Vec<Option<Uuid>>, Problem> {
    let mut last: std::collections::BTreeMap<&Source, &Attestation> = Default::default();
    for what in all {
        last.insert(&what.source, what);
    }
    let stated: Vec<&Attestation> = last.values().copied().filter(|what| !what.members.is_empty()).collect();
    let empty: Vec<&Source> = last.values().filter(|what| what.members.is_empty()).map(|what| &what.source).collect();

    let ids = rows::put(work, &stated).await?;
    let mut concerned: BTreeSet<Uuid> = stated.iter().flat_map(|what| what.members.iter().copied()).collect();
    let kept: Vec<Uuid> = stated.iter().filter_map(|what| ids.get(&what.source).copied()).collect();
    concerned.extend(rows::members_of(work.tx(), &kept).await?);
    concerned.extend(rows::take_away(work, &empty).await?);

    let concerned: Vec<Uuid> = concerned.into_iter().collect();
    rows::lock_members(work.tx(), &concerned).await?;
    rows::replace_members(work.tx(), &stated, &ids).await?;
    recompute(work, Scope::Members(&concerned)).await?;
    Ok(all.iter().map(|what| ids.get(&what.source).copied()).collect())
}

/// The derived columns of members who are about to be made, from the first statements about them.
pub fn derive_first(members: &mut [member::Model], all: &[Attestation], cadence: Cadence) {
    let mut days: HashMap<Uuid, (Option<NaiveDate>, Option<NaiveDate>)> = HashMap::new();
    for what in all.iter().filter(|what| what.reached()) {
        for member in &what.members {
            let (last, personal) = days.entry(*member).or_default();
            if what.personal() {
                *personal = (*personal).max(Some(what.on));
            }
            if what.personal() || cadence.newsletter_counts {
                *last = (*last).max(Some(what.on));
            }
        }
    }
    for row in members {
        let (last, personal) = days.get(&row.id).copied().unwrap_or_default();
        (row.last_contact_on, row.last_personal_contact_on) = (last, personal);
        row.contact_due_on = last.map(|day| cadence.due_on(day));
    }
}

/// Takes statements back, as if they had never been made. Gives how many interactions went.
pub async fn withdraw(work: &Work, sources: &[Source]) -> Result<(), Problem> {
    let mut sources: Vec<&Source> = sources.iter().collect();
    sources.sort();
    sources.dedup();
    let concerned: BTreeSet<Uuid> = rows::take_away(work, &sources).await?.into_iter().collect();
    let concerned: Vec<Uuid> = concerned.into_iter().collect();
    recompute(work, Scope::Members(&concerned)).await
}

/// Recomputes `last_contact_on`, `last_personal_contact_on` and `contact_due_on` from the ledger and the club's cadence
/// as they are now. Never touches a member's revision.
pub async fn recompute(work: &Work, scope: Scope<'_>) -> Result<(), Problem> {
    let ids: Vec<Uuid> = match scope {
        Scope::Members(ids) => ids.iter().copied().collect::<BTreeSet<_>>().into_iter().collect(),
        Scope::All => store::all_members(work.tx()).await?,
    };
    for chunk in ids.chunks(store::CHUNK) {
        rows::lock_members(work.tx(), chunk).await?;
        // Read after the lock: a change of settings that commits later recomputes after us.
        let cadence: Cadence = club::settings(work.tx()).await?.cadence();
        let newest = rows::newest(work.tx(), chunk, cadence.newsletter_counts).await?;
        let derived = newest.into_iter().map(|row| rows::Derived {
            member_id: row.member_id,
            last: row.last,
            personal: row.personal,
            due: row.last.map(|day| cadence.due_on(day)),
        });
        rows::write_derived(work.tx(), derived.collect()).await?;
    }
    Ok(())
}
