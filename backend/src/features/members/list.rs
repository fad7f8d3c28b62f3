//! The list: which members, in which order, from where.
//!
//! Keyset pages: a row that was there when the walk began comes exactly once, whatever others insert meanwhile.
//! Members without a value for the sort come last on both databases and in both directions: they are read as a
//! second stretch, so that each stretch follows a plain index.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use kernel::{
    page::{Cursor, PageOf},
    problem::{Problem, Say, say},
};
use platform::House;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, Order, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select, Value,
    sea_query::{Expr, IntoColumnRef},
};
use sha2::{Digest, Sha256};
use tables::member;

use super::{
    cards::{self, Lens},
    custom::{self, KEY, Order as CustomOrder},
    fields,
    finding::{self, Likeness},
    schema::{MemberCard, MemberFilters, MemberStretch, With},
    which,
};

type Key = Vec<Option<String>>;

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

/// By what a list is sorted. Only the first column may be without value.
struct Sort {
    likeness: Option<Likeness>,
    columns: Vec<member::Column>,
    /// Instead of columns: a field of the club.
    custom: Option<CustomOrder>,
    nullable: bool,
    descending: bool,
}

impl Sort {
    async fn read(house: &House, text: &str, likeness: Option<Likeness>, lens: &Lens) -> Result<Sort, Problem> {
        use member::Column as C;
        let (descending, word) = match text.strip_prefix('-') {
            Some(word) => (true, word),
            None => (false, text),
        };
        if let Some(key) = word.strip_prefix(KEY) {
            let definitions = custom::definitions(&house.db.read).await?;
            let seen = definitions
                .get(key)
                .filter(|field| lens.sight.sees_follow_up() || field.visibility != kernel::trade::Visibility::Staff);
            let custom = Some(CustomOrder::by(seen.ok_or_else(unknown_sort)?));
            return Ok(Sort { likeness: None, columns: Vec::new(), custom, nullable: true, descending });
        }
        if word == "relevance" {
            return Ok(Sort { likeness, columns: vec![C::NameKey], custom: None, nullable: false, descending });
        }
        let (columns, nullable) = match word {
            "name" => (vec![C::NameKey], false),
            "joined_on" => (vec![C::JoinedOn], true),
            "last_contact_on" if lens.sight.sees_follow_up() => (vec![C::LastContactOn], true),
            "contact_due_on" if lens.sight.sees_follow_up() => (vec![C::ContactDueOn], true),
            "last_personal_contact_on" if lens.sight.sees_follow_up() => (vec![C::LastPersonalContactOn], true),
            "left_on" => (vec![C::LeftOn], true),
            "verified_on" => (vec![C::VerifiedOn], true),
            "commune" => (vec![C::CommuneKey, C::NameKey], true),
            "postal_code" => (vec![C::PostalCode], true),
            "email" => (vec![C::EmailKey], true),
            "siren" => (vec![C::Siren], true),
            "siret" => (vec![C::Siret], true),
            "rna" => (vec![C::Rna], true),
            "amalia" => (vec![C::Amalia], true),
            "insee_code" => (vec![C::InseeCode], true),
            // An id begins with the instant it was given.
            "created_at" => (Vec::new(), false),
            "status" => (vec![C::Status, C::NameKey], false),
            "kind" => (vec![C::Kind, C::NameKey], false),
            "updated_at" => (vec![C::UpdatedAt], false),
            _ => return Err(unknown_sort()),
        };
        Ok(Sort { likeness: None, columns, custom: None, nullable, descending })
    }

    /// How many values say where a row stands.
    fn width(&self) -> usize {
        match self.custom {
            Some(_) => 1,
            None => self.columns.len() + usize::from(self.likeness.is_some()),
        }
    }

    /// The values of a row that say where it stands.
    async fn key<C: ConnectionTrait>(&self, db: &C, row: &member::Model) -> Result<Key, Problem> {
        match &self.custom {
            Some(order) => Ok(vec![order.key(db, row.id).await?]),
            None => Ok(self.key_of(row)),
        }
    }

    fn key_of(&self, row: &member::Model) -> Key {
        use member::Column as C;
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        let value = |column: &C| match column {
            C::JoinedOn => day(row.joined_on),
            C::LastContactOn => day(row.last_contact_on),
            C::LastPersonalContactOn => day(row.last_personal_contact_on),
            C::ContactDueOn => day(row.contact_due_on),
            C::LeftOn => day(row.left_on),
            C::VerifiedOn => day(row.verified_on),
            C::PostalCode => row.postal_code.clone(),
            C::EmailKey => row.email_key.clone(),
            C::Siren => row.siren.clone(),
            C::Siret => row.siret.clone(),
            C::Rna => row.rna.clone(),
            C::Amalia => row.amalia.clone(),
            C::InseeCode => row.insee_code.clone(),
            C::CommuneKey => row.commune_key.clone(),
            C::Status => Some(row.status.as_str().to_owned()),
            C::Kind => Some(row.kind.as_str().to_owned()),
            C::UpdatedAt => Some(row.updated_at.to_rfc3339_opts(SecondsFormat::Millis, true)),
            _ => Some(row.name_key.clone()),
        };
        let rank = self.likeness.iter().map(|likeness| Some(likeness.rank_of(row).to_string()));
        rank.chain(self.columns.iter().map(value)).collect()
    }

    /// The columns that order a stretch; where the first has no value, the rest do.
    fn columns_of(&self, without_value: bool) -> &[member::Column] {
        if without_value { self.columns.get(1..).unwrap_or_default() } else { &self.columns }
    }

    /// What comes after the cursor, in the stretch it stands in.
    fn after(&self, cursor: &Cursor<Key>, without_value: bool) -> Option<Condition> {
        if let (Some(order), false) = (&self.custom, without_value) {
            return order.after(cursor.k.first()?.as_deref()?, cursor.id, self.descending);
        }
        let columns = self.columns_of(without_value);
        let keys = &cursor.k[cursor.k.len() - columns.len()..];
        let mut left: Vec<Expr> = Vec::new();
        let mut right: Vec<Expr> = Vec::new();
        if let Some(likeness) = &self.likeness {
            left.push(likeness.rank());
            right.push(Expr::val(cursor.k.first()?.as_deref()?.parse::<i32>().ok()?));
        }
        for (column, key) in columns.iter().zip(keys) {
            left.push(Expr::col((member::Entity, *column).into_column_ref()));
            right.push(Expr::val(typed(*column, key.as_deref()?)?));
        }
        left.push(Expr::col((member::Entity, member::Column::Id).into_column_ref()));
        right.push(Expr::val(cursor.id));
        let (left, right) = (Expr::tuple(left), Expr::tuple(right));
        Some(Condition::all().add(if self.descending { left.lt(right) } else { left.gt(right) }))
    }

    fn apply(&self, query: Select<member::Entity>, without_value: bool) -> Select<member::Entity> {
        let order = || if self.descending { Order::Desc } else { Order::Asc };
        let mut query = query;
        if let Some(custom) = &self.custom {
            if !without_value {
                return custom.with_value(query, &order());
            }
            query = custom.without_value(query);
        }
        if self.nullable
            && let Some(first) = self.columns.first()
        {
            query = query.filter(if without_value { first.is_null() } else { first.is_not_null() });
        }
        if let Some(likeness) = &self.likeness {
            query = query.order_by(likeness.rank(), order());
        }
        for column in self.columns_of(without_value) {
            query = query.order_by(*column, order());
        }
        query.order_by(member::Column::Id, order())
    }
}

/// A key of a cursor as the value of its column.
fn typed(column: member::Column, key: &str) -> Option<Value> {
    use member::Column as C;
    Some(match column {
        C::JoinedOn | C::LeftOn | C::LastContactOn | C::LastPersonalContactOn | C::ContactDueOn | C::VerifiedOn => {
            key.parse::<NaiveDate>().ok()?.into()
        }
        C::UpdatedAt => key.parse::<DateTime<Utc>>().ok()?.into(),
        _ => key.into(),
    })
}

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
    let condition = which::condition(house, lens, filters).await?;
    let base = member::Entity::find().filter(condition);
    let question = question(filters, stretch.sort.as_deref())?;
    let limit = stretch.limit.unwrap_or(50);
    let total = match stretch.with_total {
        Some(true) => Some(base.clone().count(db).await?),
        _ => None,
    };
    let mut rows = match &stretch.cursor {
        Some(sealed) => {
            let cursor = Cursor::<Key>::open(sealed, &question)?;
            after(db, &sort, base, &cursor, limit + 1).await?
        }
        None => from(db, &sort, base, stretch.offset.unwrap_or(0), limit + 1).await?,
    };
    let more = rows.len() as u64 > limit;
    rows.truncate(limit as usize);
    let next_cursor = match rows.last() {
        Some(last) if more => Some(Cursor { k: sort.key(db, last).await?, id: last.id, q: question }.seal()?),
        _ => None,
    };
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

async fn after<C: ConnectionTrait>(
    db: &C,
    sort: &Sort,
    base: Select<member::Entity>,
    cursor: &Cursor<Key>,
    limit: u64,
) -> Result<Vec<member::Model>, Problem> {
    let damaged = || Problem::malformed("house.bad_cursor", bad_cursor());
    if cursor.k.len() != sort.width() {
        return Err(damaged());
    }
    let in_second = sort.nullable && cursor.k.first().is_none_or(Option::is_none);
    let here = sort.after(cursor, in_second).ok_or_else(damaged)?;
    let mut rows = sort.apply(base.clone().filter(here), in_second).limit(limit).all(db).await?;
    let left = limit.saturating_sub(rows.len() as u64);
    if sort.nullable && !in_second && left > 0 {
        rows.extend(sort.apply(base, true).limit(left).all(db).await?);
    }
    Ok(rows)
}

async fn from<C: ConnectionTrait>(
    db: &C,
    sort: &Sort,
    base: Select<member::Entity>,
    offset: u64,
    limit: u64,
) -> Result<Vec<member::Model>, Problem> {
    let first = sort.apply(base.clone(), false);
    let mut rows = first.clone().offset(offset).limit(limit).all(db).await?;
    let left = limit.saturating_sub(rows.len() as u64);
    if sort.nullable && left > 0 {
        let skipped = if rows.is_empty() { offset.saturating_sub(first.count(db).await?) } else { 0 };
        rows.extend(sort.apply(base, true).offset(skipped).limit(left).all(db).await?);
    }
    Ok(rows)
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

fn unknown_sort() -> Problem {
    let keys = format!("relevance, {}, {KEY}<key>", SORTS.join(", "));
    Problem::invalid_field(
        "?sort",
        "house.unknown_sort",
        say(
            format!("Tris possibles\u{202f}: {keys}\u{202f}; avec un tiret devant pour l’ordre inverse."),
            format!("Sorts: {keys}; with a hyphen before it for the reverse order."),
        ),
    )
}

/// The whole list, stretch after stretch, in its order.
pub struct Walk {
    sort: Sort,
    base: Select<member::Entity>,
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
        let base = member::Entity::find().filter(which::condition(house, lens, filters).await?);
        Ok(Walk { sort, base, cursor: None, ended: false })
    }

    /// The next members, at most so many; nothing at the end.
    pub async fn next<C: ConnectionTrait>(&mut self, db: &C, limit: u64) -> Result<Vec<member::Model>, Problem> {
        if self.ended {
            return Ok(Vec::new());
        }
        let rows = match &self.cursor {
            Some(cursor) => after(db, &self.sort, self.base.clone(), cursor, limit).await?,
            None => from(db, &self.sort, self.base.clone(), 0, limit).await?,
        };
        self.ended = (rows.len() as u64) < limit;
        if let Some(last) = rows.last() {
            self.cursor = Some(Cursor { k: self.sort.key(db, last).await?, id: last.id, q: String::new() });
        }
        Ok(rows)
    }
}
