//! The *roll*: what lists, filters and counts ask of all members, held in memory while somebody asks it of a large club.
//!
//! It is as good as the mark that it was read with: once anything has changed, whoever changed it, the database answers as
//! ever until the roll is read anew, beside those who ask. What hangs on the day is reckoned when it is asked. Decision 24.

mod reading;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, Weak},
    time::{Duration, Instant},
};

use kernel::problem::Problem;
use platform::{
    House, causes,
    columns::{Bits, Columns, Order},
    filter::Said,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QuerySelect,
    sea_query::{Alias, Expr, ExprTrait},
};
use tables::{member, member_touch};
use tokio::runtime::Handle;

use super::{cards::Lens, fields, rules::Sight, which};
pub use reading::{ADDRESS_BOUNCED, FOLDED, IN_TERRITORY, PEOPLE, REACHED, TOPICS, read};

/// Nobody asked for so long: it is let go.
const REST: Duration = Duration::from_secs(10 * 60);
/// How often somebody looks whether to let it go.
const LOOK: Duration = Duration::from_secs(60);
/// The least time between two readings; and so many times as long as the last one took.
const PAUSE: Duration = Duration::from_secs(3);
const TIMES: u32 = 4;
/// A club that is too small for a roll is looked at again after so long.
const OTHERWISE: Duration = Duration::from_secs(5 * 60);
/// The same of one whose roll is too large, which is known only once it is read.
const TOO_LARGE: Duration = Duration::from_secs(60 * 60);
const MEGABYTE: usize = 1024 * 1024;

pub struct Roll {
    pub columns: Columns,
    touch: Touch,
    /// Orders that were asked for, by their columns.
    orders: Mutex<HashMap<String, Arc<Order>>>,
    /// How many bytes they may take.
    room: usize,
}

/// The members that a query names, all of them in hand.
pub struct Called {
    pub roll: Arc<Roll>,
    pub rows: Bits,
}

/// Another one once anything that the roll is read from has changed.
#[derive(PartialEq, Eq, FromQueryResult)]
pub struct Touch {
    touches: i64,
    ids: Option<i64>,
    times: Option<i64>,
}

pub async fn touch<C: ConnectionTrait>(db: &C) -> Result<Touch, Problem> {
    use member_touch::Column as T;
    let sum = |column: T| Expr::col(column).sum().cast_as(Alias::new("bigint"));
    let marked = member_touch::Entity::find()
        .select_only()
        .column_as(T::Id.count(), "touches")
        .column_as(sum(T::Id), "ids")
        .column_as(sum(T::Times), "times");
    marked.into_model().one(db).await?.ok_or_else(|| Problem::bug("a count without a row"))
}

impl Roll {
    /// All members sorted by these columns; none where one of them is not held.
    pub fn order(&self, by: &[&str]) -> Option<Arc<Order>> {
        let name = by.join(" ");
        if let Some(known) = held(&self.orders).get(&name) {
            return Some(known.clone());
        }
        let order = Arc::new(self.columns.order(by)?);
        let mut orders = held(&self.orders);
        let taken: usize = orders.values().map(|order| order.bytes()).sum();
        if taken + order.bytes() > self.room {
            orders.clear();
        }
        orders.insert(name, order.clone());
        Some(order)
    }
}

fn held<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// Where the roll of this process is kept.
#[derive(Default)]
struct Shelf(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    roll: Option<Arc<Roll>>,
    asked: Option<Instant>,
    being_read: bool,
    not_before: Option<Instant>,
}

impl Kept {
    fn may_be_read(&self) -> bool {
        !self.being_read && self.not_before.is_none_or(|instant| instant <= Instant::now())
    }
}

/// Whoever reads; without an end, too, the next one may.
struct Turn(Arc<Shelf>);

impl Drop for Turn {
    fn drop(&mut self) {
        held(&self.0.0).being_read = false;
    }
}

/// The members that this says, if the roll of now is at hand. Where it is old, or there is none, it is read beside.
pub async fn call(house: &House, lens: &Lens, said: &Said) -> Result<Option<Called>, Problem> {
    let Some(roll) = at_hand(house, lens).await? else { return Ok(None) };
    let rows = said.rows(&which::context(house, lens), &roll.columns);
    Ok(rows.map(|rows| Called { roll, rows }))
}

/// The roll of now, for one of the team: others are answered by the database, which leaves out what they don't see.
async fn at_hand(house: &House, lens: &Lens) -> Result<Option<Arc<Roll>>, Problem> {
    if matches!(lens.sight, Sight::Staff) { now(house).await } else { Ok(None) }
}

/// The same where only the team asks.
pub async fn now(house: &House) -> Result<Option<Arc<Roll>>, Problem> {
    if house.settings.roll_memory == 0 {
        return Ok(None);
    }
    let shelf = house.memo.one::<Shelf>();
    let before = {
        let mut kept = held(&shelf.0);
        kept.asked = Some(Instant::now());
        if kept.roll.is_none() && !kept.may_be_read() {
            return Ok(None);
        }
        kept.roll.clone()
    };
    let now = touch(&house.db.read).await?;
    let mut kept = held(&shelf.0);
    match &kept.roll {
        Some(roll) if roll.touch == now => return Ok(Some(roll.clone())),
        // One that came while the mark was asked for may be newer than the mark.
        Some(roll) if before.as_ref().is_none_or(|before| !Arc::ptr_eq(before, roll)) => return Ok(None),
        // What is old never becomes good again.
        _ => kept.roll = None,
    }
    let is_turn = kept.may_be_read();
    kept.being_read |= is_turn;
    drop(kept);
    if is_turn {
        let (house, turn, here) = (house.clone(), Turn(shelf.clone()), Handle::current());
        // A thread of its own: whoever serves requests goes on doing so.
        tokio::task::spawn_blocking(move || here.block_on(read_beside(house, turn)));
    }
    Ok(None)
}

/// Whether the roll of now is at hand.
pub async fn is_at_hand(house: &House) -> Result<bool, Problem> {
    let now = touch(&house.db.read).await?;
    let shelf = house.memo.one::<Shelf>();
    let kept = held(&shelf.0);
    Ok(kept.roll.as_ref().is_some_and(|roll| roll.touch == now))
}

async fn read_beside(house: House, turn: Turn) {
    let begun = Instant::now();
    let (roll, pause) = match read_now(&house).await {
        Ok(Ok(roll)) => (Some(Arc::new(roll)), PAUSE.max(begun.elapsed() * TIMES)),
        Ok(Err(pause)) => (None, pause),
        Err(problem) => {
            tracing::warn!(%problem, "what lists ask of all members could not be read into memory");
            causes::note(&problem);
            (None, OTHERWISE)
        }
    };
    let mut kept = held(&turn.0.0);
    kept.not_before = Some(Instant::now() + pause);
    if let Some(roll) = &roll {
        tokio::spawn(let_go(Arc::downgrade(&turn.0), Arc::downgrade(roll)));
    }
    kept.roll = roll;
    drop(kept);
}

/// The members as of one instant; of a club that is too small, or too large, how long not to look at it again.
async fn read_now(house: &House) -> Result<Result<Roll, Duration>, Problem> {
    let tx = house.db.begin_snapshot().await?;
    let members = member::Entity::find().select_only().column(member::Column::Id).count(&tx).await?;
    if members < house.settings.roll_from {
        return Ok(Err(OTHERWISE));
    }
    let touch = touch(&tx).await?;
    let columns = house.fields.columns(&tx, fields::RECORD).await?;
    tx.commit().await?;
    let most = house.settings.roll_memory.saturating_mul(MEGABYTE);
    let Some(room) = most.checked_sub(columns.bytes()) else {
        tracing::info!("what lists ask of all members takes more memory than MAILLAGE_ROLL_MEMORY allows");
        return Ok(Err(TOO_LARGE));
    };
    Ok(Ok(Roll { columns, touch, orders: Mutex::default(), room }))
}

/// Waits until nobody asks for this roll any more.
async fn let_go(shelf: Weak<Shelf>, roll: Weak<Roll>) {
    loop {
        tokio::time::sleep(LOOK).await;
        let (Some(shelf), Some(roll)) = (shelf.upgrade(), roll.upgrade()) else { return };
        let mut kept = held(&shelf.0);
        if kept.roll.as_ref().is_none_or(|one| !Arc::ptr_eq(one, &roll)) {
            return;
        }
        if kept.asked.is_none_or(|asked| asked.elapsed() >= REST) {
            kept.roll = None;
            return;
        }
    }
}
