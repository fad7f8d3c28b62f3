//! Addresses that must not be written to again: nothing arrives there, or their holder objected. Of somebody who was
//! erased only a mark is left, which tells whether an address is theirs, and not which one it is.

use std::collections::{HashMap, HashSet};

use kernel::{
    email::Email,
    problem::Problem,
    trade::{Consent, Deliverability},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::OnConflict,
};
use tables::{address, suppression};

use crate::{secrets::Vault, work::Work};

/// Addresses asked about at once.
const CHUNK: usize = 500;

/// Why an address is not written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    Bounced,
    Objected,
}

/// Why the mark of an address is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    Objected,
    Erased,
}

impl Reason {
    fn as_str(self) -> &'static str {
        match self {
            Reason::Objected => "objected",
            Reason::Erased => "erased",
        }
    }
}

/// By the instance secret, so that nobody finds the address by trying all there are.
fn mark(vault: &Vault, key: &str) -> String {
    hex::encode(vault.mark("suppression", key.as_bytes()))
}

/// The stops of those addresses that have one, by address as given.
pub async fn stops<'a, C: ConnectionTrait>(
    vault: &Vault,
    db: &C,
    addresses: impl IntoIterator<Item = &'a str>,
) -> Result<HashMap<&'a str, Stop>, Problem> {
    let keys: Vec<(&str, String)> = addresses
        .into_iter()
        .filter_map(|address| Email::parse(address).ok().map(|email| (address, email.key())))
        .collect();
    let mut stops: HashMap<String, Stop> = HashMap::new();
    for chunk in keys.chunks(CHUNK) {
        let stopped: Vec<(String, Consent)> = address::Entity::find()
            .select_only()
            .columns([address::Column::EmailKey, address::Column::Consent])
            .filter(address::Column::EmailKey.is_in(chunk.iter().map(|(_, key)| key)))
            .filter(
                Condition::any()
                    .add(address::Column::Deliverability.eq(Deliverability::Bounced))
                    .add(address::Column::Consent.eq(Consent::Objected)),
            )
            .into_tuple()
            .all(db)
            .await?;
        // Who objected is not written to, whether or not it would arrive.
        stops.extend(
            stopped
                .into_iter()
                .map(|(key, consent)| (key, if consent == Consent::Objected { Stop::Objected } else { Stop::Bounced })),
        );
        let marks: HashMap<String, &String> = chunk.iter().map(|(_, key)| (mark(vault, key), key)).collect();
        let kept: Vec<String> = suppression::Entity::find()
            .select_only()
            .column(suppression::Column::Mark)
            .filter(suppression::Column::Mark.is_in(marks.keys().cloned()))
            .into_tuple()
            .all(db)
            .await?;
        stops.extend(kept.iter().filter_map(|mark| marks.get(mark)).map(|key| ((*key).clone(), Stop::Objected)));
    }
    Ok(keys.into_iter().filter_map(|(address, key)| stops.get(&key).map(|stop| (address, *stop))).collect())
}

/// Keeps the marks of these addresses (in lower case): they are not written to, and do not come back by an import.
pub async fn suppress(work: &Work, keys: &[(String, Reason)]) -> Result<(), Problem> {
    if keys.is_empty() {
        return Ok(());
    }
    let rows = keys.iter().map(|(key, reason)| suppression::ActiveModel {
        mark: Set(mark(&work.house.vault, key)),
        reason: Set(reason.as_str().to_owned()),
        since: Set(work.now),
    });
    suppression::Entity::insert_many(rows)
        .on_conflict(OnConflict::column(suppression::Column::Mark).do_nothing().to_owned())
        .exec_without_returning(work.tx())
        .await?;
    Ok(())
}

/// The holder of these addresses (in lower case) wants to be written to again.
pub async fn lift(work: &Work, keys: &[String]) -> Result<(), Problem> {
    let marks = keys.iter().map(|key| mark(&work.house.vault, key));
    suppression::Entity::delete_many().filter(suppression::Column::Mark.is_in(marks)).exec(work.tx()).await?;
    Ok(())
}

/// All addresses whose mark is kept, to ask about many.
#[derive(Clone, Default)]
pub struct Suppressed {
    vault: Option<Vault>,
    marks: HashSet<String>,
}

impl Suppressed {
    pub async fn read<C: ConnectionTrait>(vault: &Vault, db: &C) -> Result<Suppressed, Problem> {
        let marks: Vec<String> =
            suppression::Entity::find().select_only().column(suppression::Column::Mark).into_tuple().all(db).await?;
        Ok(Suppressed { vault: Some(vault.clone()), marks: marks.into_iter().collect() })
    }

    /// Whether this address must not come back.
    pub fn holds(&self, email: &str) -> bool {
        let vault = self.vault.as_ref().filter(|_| !self.marks.is_empty());
        vault.is_some_and(|vault| self.marks.contains(&mark(vault, &email.to_lowercase())))
    }
}

impl std::fmt::Debug for Suppressed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} marks", self.marks.len())
    }
}
