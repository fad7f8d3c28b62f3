//! A club of any size, the same every time: numbers stand for chance. Written in bulk through the real schema; what
//! derives (folded names, words of a search, days of contact) comes from the product's own functions.

mod exchanges;
mod members;
mod territory;

use std::{collections::HashMap, time::Instant};

use places::Commune;
use platform::{db::Db, settings::Settings};
use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, ModelTrait};

use crate::Outcome;

/// Which club it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Club {
    /// Members in all states, over four departments.
    Grown,
    /// Each member is in the directory, and on its map: the territory is a department.
    Shown,
}

impl Club {
    fn communes(self) -> Vec<Commune> {
        let departments: &[&str] = match self {
            Club::Grown => &["67", "68", "88", "57"],
            Club::Shown => &["67"],
        };
        let is_in = |one: &Commune| departments.iter().any(|department| one.insee_code.starts_with(department));
        places::places().communes().filter(is_in).collect()
    }
}

/// A number that looks like chance: the n-th of the series.
pub fn chance(n: usize, series: u64) -> usize {
    let mut x = (n as u64).wrapping_add(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(series + 1));
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((x ^ (x >> 31)) >> 16) as usize
}

/// Rows of one table, written many at a time.
pub struct Rows<M: ModelTrait>(Vec<M>);

impl<M> Rows<M>
where
    M: ModelTrait + IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
    M::Entity: EntityTrait<Model = M>,
{
    pub fn new() -> Rows<M> {
        Rows(Vec::new())
    }

    pub fn add(&mut self, row: M) {
        self.0.push(row);
    }

    pub async fn flush(&mut self, tx: &DatabaseTransaction) -> Outcome<()> {
        if !self.0.is_empty() {
            let rows = std::mem::take(&mut self.0).into_iter().map(IntoActiveModel::into_active_model);
            <M::Entity as EntityTrait>::insert_many(rows).exec_without_returning(tx).await?;
        }
        Ok(())
    }
}

/// Fills an empty club.
pub fn fill(database: &str, club: Club, how_many: usize, interactions: usize) -> Outcome<()> {
    let begun = Instant::now();
    tokio::runtime::Runtime::new()?.block_on(async {
        let given = HashMap::from([("MAILLAGE_DATABASE_URL".to_owned(), database.to_owned())]);
        let db = Db::connect(&Settings::read(given)?).await?;
        let tx = db.begin().await?;
        let ids: Vec<_> = (0..how_many).map(|_| kernel::ids::new_id()).collect();
        let contacted = exchanges::last_days(how_many, interactions);
        members::write(&tx, club, &ids, &contacted).await?;
        exchanges::write(&tx, &ids, interactions).await?;
        if club == Club::Shown {
            territory::write(&tx, &club.communes()).await?;
        }
        tx.commit().await?;
        // As a club that grew over years stands: nothing is left to clean up while questions are timed.
        match db.is_sqlite() {
            true => db.take_stock().await?,
            false => db.read.execute_unprepared("VACUUM ANALYZE").await.map(|_| ())?,
        }
        db.close().await?;
        Outcome::Ok(())
    })?;
    eprintln!("filled with {how_many} members and {interactions} exchanges in {:.0?}", begun.elapsed());
    Ok(())
}
