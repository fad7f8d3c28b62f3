//! Addresses that must not be written to again: nothing arrives there, or their holder objected.

use std::collections::HashMap;

use kernel::{
    email::Email,
    problem::Problem,
    trade::{Consent, Deliverability},
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use tables::address;

/// Addresses asked about at once.
const CHUNK: usize = 500;

/// Why an address is not written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    Bounced,
    Objected,
}

/// The stops of those addresses that have one, by address as given.
pub async fn stops<'a, C: ConnectionTrait>(
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
    }
    Ok(keys.into_iter().filter_map(|(address, key)| stops.get(&key).map(|stop| (address, *stop))).collect())
}
