//! The list: which members, in which order, from where.
//!
//! Keyset pages: a row that was there when the walk began comes exactly once, whatever others insert meanwhile.

mod order;

use std::collections::HashMap;

use kernel::{
    page::{Cursor, PageOf},
    problem::{Problem, Say, say},
};
use platform::House;
use sea_orm::{
    Condition, ConnectionTrait, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, Select,
};
use sha2::{Digest, Sha256};
use tables::member;
use uuid::Uuid;

use super::{
    cards::{self, Lens},
    fields,
    finding::{self, Likeness},
    roll::{self, Called},
    schema::{MemberCard, MemberFilters, MemberStretch, With},
    store::{self, Listed},
    which,
};
use order::{Key, Sort};

/// By what a list can be sorted, beside fields of the club.
pub const SORTS: [&str; 19] = [
    "name",
    "kind",
    "status",
    "commune",
    "postal_code",
    "email",
    "siren",
    "siret",
    "rna",
    "amalia",
    "insee_code",
    "joined_on",
    "left_on",
    "last_contact_on",
    "last_personal_contact_on",
    "contact_due_on",
    "verified_on",
    "created_at",
    "updated_at",
];

/// A stretch of the members that the query names.
pub async fn page(
    house: &House,
    lens: &Lens,
    filters: &MemberFilters,
    stretch: MemberStretch,
) -> Result<PageOf<MemberCard>, Problem> {
    let db = &house.db.read;
    let sort = sort(house, lens, filters, stretch.sort.as_deref()).await?;
    if stretch.cursor.is_some() && stretch.offset.is_some() {
        return Err(Problem::invalid_field(
            "?offset",
            "house.cursor_or_offset",
            say("Donnez soit cursor, soit offset.", "Give either cursor or offset."),
        ));
    }
    let said = which::said(house, lens, filters).await?;
    let called = match is_quick(&sort, filters, &stretch) {
        true => None,
        false => roll::call(house, lens, &said).await?,
    };
    let members = member::Entity::find().filter(said.condition(&which::context(house, lens)));
    let question = question(filters, stretch.sort.as_deref())?;
    let total = match (stretch.with_total, &called) {
        (Some(true), Some(called)) => Some(called.rows.count() as u64),
        (Some(true), None) => Some(members.clone().select_only().column(member::Column::Id).count(db).await?),
        _ => None,
    };
    let base = Base { members, called };
    // Whole records are many times as long as their cards: they are read where something else of them is needed.
    if stretch.with.is_none() && filters.q.is_none() && sort.is_told_by_cards() {
        let (rows, next_cursor) = rows::<store::CardRow>(db, &sort, base, &stretch, question).await?;
        return Ok(PageOf { items: cards::of_rows(db, lens, rows).await?, next_cursor, total });
    }
    let (rows, next_cursor) = rows::<member::Model>(db, &sort, base, &stretch, question).await?;
    let mut people = match &filters.q {
        Some(text) if lens.sight.sees_contacts() => finding::people(db, &rows, text, lens.today).await?,
        _ => HashMap::new(),
    };
    let mut items = match stretch.with {
        Some(With::Record) => cards::with_records(db, lens, rows).await?,
        None => cards::of_rows(db, lens, rows).await?,
    };
    for card in &mut items {
        card.matched = people.remove(&card.id);
    }
    Ok(PageOf { items, next_cursor, total })
}

/// So many members are passed over along an index as quickly as in hand.
const NEAR: u64 = 1_000;

/// Whether the database answers as quickly as the roll does: along an index, from nearly its beginning.
fn is_quick(sort: &Sort, filters: &MemberFilters, stretch: &MemberStretch) -> bool {
    which::is_told_by_orders(filters, sort.is_by_due_day())
        && sort.has_index()
        && stretch.offset.is_none_or(|offset| offset <= NEAR)
        && stretch.with_total != Some(true)
}

/// The members that a list is made of.
struct Base {
    members: Select<member::Entity>,
    /// The same in hand.
    called: Option<Called>,
}

impl Base {
    /// The first members of a stretch, behind the cursor if there is one; nothing where the cursor is damaged.
    async fn first<R: Listed, C: ConnectionTrait>(
        &self,
        db: &C,
        sort: &Sort,
        stretch: usize,
        behind: Option<&Cursor<Key>>,
        limit: u64,
    ) -> Result<Option<Vec<R>>, Problem> {
        let beyond = match behind {
            Some(cursor) => sort.after(cursor, stretch),
            None => Some(Condition::all()),
        };
        let Some(beyond) = beyond else { return Ok(None) };
        let query = sort.apply(self.members.clone().filter(beyond), stretch).limit(limit);
        read(db, query, sort.is_sorted_in_hand(stretch)).await.map(Some)
    }
}

/// The rows of a stretch, and the cursor of what comes behind them.
async fn rows<R: Listed>(
    db: &DatabaseConnection,
    sort: &Sort,
    base: Base,
    stretch: &MemberStretch,
    question: String,
) -> Result<(Vec<R>, Option<String>), Problem> {
    let limit = stretch.limit.unwrap_or(50);
    let cursor = stretch.cursor.as_deref().map(|sealed| Cursor::<Key>::open(sealed, &question)).transpose()?;
    let skip = stretch.offset.unwrap_or(0);
    let in_hand =
        base.called.as_ref().and_then(|called| sort.ids(called, cursor.as_ref(), skip as usize, limit as usize + 1));
    // A record that has gone since does not end the walk.
    let promised = in_hand.as_ref().map_or(0, Vec::len);
    let mut rows: Vec<R> = match (in_hand, &cursor) {
        (Some(ids), _) => store::in_order(db, &ids).await?,
        (None, Some(cursor)) => after(db, sort, base, cursor, limit + 1).await?,
        (None, None) => from(db, sort, base, skip, limit + 1).await?,
    };
    let more = rows.len().max(promised) as u64 > limit;
    rows.truncate(limit as usize);
    let next_cursor = match rows.last() {
        Some(last) if more => Some(Cursor { k: sort.key(db, last).await?, id: last.named().id, q: question }.seal()?),
        _ => None,
    };
    Ok((rows, next_cursor))
}

/// The order asked for, or that of the view; a kept order that says nothing any more is as if there were none.
async fn sort(house: &House, lens: &Lens, filters: &MemberFilters, asked: Option<&str>) -> Result<Sort, Problem> {
    let likeness = filters.q.as_deref().and_then(|text| Likeness::to(text, house.db.backend()));
    if let Some(text) = asked {
        return Sort::read(house, text, likeness, lens).await;
    }
    if let (Some(view), true) = (filters.view, lens.sight.sees_follow_up()) {
        let recalled = house.fields.recall(house, fields::RECORD, &lens.caller, view).await?;
        if let Some(kept) = recalled.and_then(|recalled| recalled.sort)
            && let Ok(sort) = Sort::read(house, &kept, likeness.clone(), lens).await
        {
            return Ok(sort);
        }
    }
    Sort::read(house, if filters.updated_since.is_some() { "updated_at" } else { "relevance" }, likeness, lens).await
}

/// Whether a list can be sorted so.
pub async fn known_sort(house: &House, lens: &Lens, text: &str) -> bool {
    Sort::read(house, text, None, lens).await.is_ok()
}

async fn after<R: Listed, C: ConnectionTrait>(
    db: &C,
    sort: &Sort,
    base: Base,
    cursor: &Cursor<Key>,
    limit: u64,
) -> Result<Vec<R>, Problem> {
    let damaged = || Problem::malformed("house.bad_cursor", bad_cursor());
    if cursor.k.len() != sort.width() {
        return Err(damaged());
    }
    let stretch = sort.stretch_of(cursor).filter(|stretch| *stretch < sort.stretches()).ok_or_else(damaged)?;
    let mut rows: Vec<R> = base.first(db, sort, stretch, Some(cursor), limit).await?.ok_or_else(damaged)?;
    for next in stretch + 1..sort.stretches() {
        let left = limit.saturating_sub(rows.len() as u64);
        if left > 0 {
            rows.extend(base.first(db, sort, next, None, left).await?.unwrap_or_default());
        }
    }
    Ok(rows)
}

async fn from<R: Listed, C: ConnectionTrait>(
    db: &C,
    sort: &Sort,
    base: Base,
    offset: u64,
    limit: u64,
) -> Result<Vec<R>, Problem> {
    let (mut rows, mut skip) = (Vec::new(), offset);
    for stretch in 0..sort.stretches() {
        let left = limit.saturating_sub(rows.len() as u64);
        if left == 0 {
            break;
        }
        if skip == 0 {
            rows.extend(base.first(db, sort, stretch, None, left).await?.unwrap_or_default());
            continue;
        }
        let query = sort.apply(base.members.clone(), stretch).select_only().column(member::Column::Id);
        let (ids, passed) = far_down(db, query, skip, left, stretch + 1 == sort.stretches()).await?;
        skip -= passed;
        rows.extend(store::in_order::<R, C>(db, &ids).await?);
    }
    Ok(rows)
}

/// The ids behind so many others, and how many were passed over: all that there are, where none is left.
async fn far_down<C: ConnectionTrait>(
    db: &C,
    ids: Select<member::Entity>,
    skip: u64,
    limit: u64,
    is_last: bool,
) -> Result<(Vec<Uuid>, u64), Problem> {
    let found: Vec<Uuid> = ids.clone().offset(skip).limit(limit).into_tuple().all(db).await?;
    let passed = if found.is_empty() && !is_last { ids.count(db).await? } else { skip };
    Ok((found, passed))
}

/// The members that a query names. Where many are passed over, or sorted in hand, only their ids are: a whole record is
/// many times as long.
async fn read<R: Listed, C: ConnectionTrait>(
    db: &C,
    query: Select<member::Entity>,
    ids_first: bool,
) -> Result<Vec<R>, Problem> {
    if !ids_first {
        return R::all(db, query).await;
    }
    let ids: Vec<Uuid> = query.select_only().column(member::Column::Id).into_tuple().all(db).await?;
    store::in_order(db, &ids).await
}

/// A mark of the question: a cursor serves no other.
fn question(filters: &MemberFilters, sort: Option<&str>) -> Result<String, Problem> {
    let digest = Sha256::digest(serde_json::to_vec(&(filters, sort))?);
    Ok(hex::encode(&digest[..6]))
}

fn bad_cursor() -> Say {
    say(
        "Ce curseur de pagination ne correspond pas à cette liste\u{202f}: reprenez-la à la première page.",
        "This cursor does not belong to this list: start again from its first page.",
    )
}

/// The whole list, stretch after stretch, in its order.
pub struct Walk {
    sort: Sort,
    members: Select<member::Entity>,
    /// Where the last stretch ended; none before the first.
    cursor: Option<Cursor<Key>>,
    ended: bool,
}

impl Walk {
    pub async fn begin(
        house: &House,
        lens: &Lens,
        filters: &MemberFilters,
        asked: Option<&str>,
    ) -> Result<Walk, Problem> {
        let sort = sort(house, lens, filters, asked).await?;
        let members = member::Entity::find().filter(which::condition(house, lens, filters).await?);
        Ok(Walk { sort, members, cursor: None, ended: false })
    }

    /// The next members, at most so many; nothing at the end.
    pub async fn next<C: ConnectionTrait>(&mut self, db: &C, limit: u64) -> Result<Vec<member::Model>, Problem> {
        if self.ended {
            return Ok(Vec::new());
        }
        let base = Base { members: self.members.clone(), called: None };
        let rows: Vec<member::Model> = match &self.cursor {
            Some(cursor) => after(db, &self.sort, base, cursor, limit).await?,
            None => from(db, &self.sort, base, 0, limit).await?,
        };
        self.ended = (rows.len() as u64) < limit;
        if let Some(last) = rows.last() {
            self.cursor = Some(Cursor { k: self.sort.key(db, last).await?, id: last.id, q: String::new() });
        }
        Ok(rows)
    }
}
