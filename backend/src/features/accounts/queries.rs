//! Reads.

use kernel::problem::Problem;
use platform::House;
use uuid::Uuid;

use super::{schema::Account, store};

pub async fn account(house: &House, id: Uuid) -> Result<Account, Problem> {
    let db = &house.db.read;
    let (account, person) = store::account_by_id(db, id).await?.ok_or_else(Problem::not_found)?;
    let organisations = store::organisations_of(db, &[id]).await?.into_iter().map(|(_, one)| one).collect();
    Ok(store::view(&account, &person, organisations))
}
