//! Every text of every table, looked through for somebody. The tables and their columns are read off the entities, as
//! backups do, so that a table that comes later is looked through without anybody thinking of it. It is done step by step:
//! whoever does it keeps the place, and goes on from there another time.

use std::collections::BTreeSet;

use base64::{Engine, engine::general_purpose::STANDARD};
use kernel::problem::Problem;
use sea_orm::{
    Condition, ConnectionTrait, QueryResult, Value as Sql,
    sea_query::{Alias, Expr, ExprTrait, LockType, Order, Query, SelectStatement, UpdateStatement},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{
    BLANK, Marks,
    marks::{blank_all, cut_all},
};
use crate::{
    backup::{self, Kind, Table},
    house::House,
    work::Work,
};

/// Rows read together, and rows written together.
const STEP: usize = 500;
const WRITTEN: usize = 100;

/// Sealed, or nothing but what is sealed, or a hash: without texts.
const WITHOUT_TEXTS: [&str; 3] = ["secret", "suppression", "directory_shown"];
/// By which rows are told apart, and never by what somebody is called; and what others are called and reached at: theirs
/// is gone by then.
const NO_TEXTS: [(&str, &str); 19] = [
    ("delivery", "token"),
    ("delivery", "message_id"),
    ("delivery", "dedupe_key"),
    ("job", "dedupe_key"),
    ("practice_vocabulary", "stem"),
    ("member_field", "key"),
    ("address", "email"),
    ("address", "email_key"),
    ("account", "email"),
    ("account", "email_key"),
    ("person", "given_name"),
    ("person", "family_name"),
    ("person", "name_key"),
    ("member", "name"),
    ("member", "name_key"),
    ("member", "match_key"),
    ("member", "legal_name"),
    ("member", "email"),
    ("member", "email_key"),
];
/// The answers that are kept for whoever repeats a request: they stay answers, and tell nobody.
const BODIES: (&str, &str) = ("idempotency", "body");
/// Names that no two rows may share: without somebody in them, the row's own id tells them apart.
const ONCE: [(&str, &str); 4] =
    [("topic", "name_key"), ("member_field", "name_key"), ("saved_view", "name_key"), ("practice_keyword", "name_key")];
/// Who did something, beside the account that they did it by.
const SIGNATURES: [(&str, &str); 3] =
    [("by_id", "by_name"), ("owner_id", "owner_name"), ("created_by", "created_by_name")];

/// A table as it is walked.
struct Walked {
    name: String,
    keys: Vec<(String, Kind)>,
    texts: Vec<(String, Kind)>,
    /// Whether rows have a revision of their own, which goes on when they change, with the instant. That of a change set's
    /// part is another's.
    revised: bool,
    dated: bool,
}

impl Walked {
    fn of(table: Table) -> Option<Walked> {
        let Table { name, columns, keys } = table;
        if WITHOUT_TEXTS.contains(&name.as_str()) {
            return None;
        }
        let known: Vec<(String, Kind)> = columns.into_iter().filter_map(|(name, kind)| Some((name, kind?))).collect();
        let is_key = |column: &str| keys.iter().any(|key| key == column);
        let is_text = |column: &str, kind: Kind| {
            let place = (name.as_str(), column);
            let may_tell = matches!(kind, Kind::Text | Kind::Json) || place == BODIES;
            may_tell && !is_key(column) && !NO_TEXTS.contains(&place)
        };
        let texts: Vec<(String, Kind)> =
            known.iter().filter(|(column, kind)| is_text(column, *kind)).cloned().collect();
        let has = |wanted: &str| known.iter().any(|(column, _)| column == wanted);
        let revised = name != "change" && has("revision");
        let dated = revised && has("updated_at");
        let keys: Vec<(String, Kind)> = known.iter().filter(|(column, _)| is_key(column)).cloned().collect();
        (!texts.is_empty()).then_some(Walked { name, keys, texts, revised, dated })
    }

    fn select(&self) -> SelectStatement {
        let columns = self.keys.iter().chain(&self.texts).map(|(name, _)| Alias::new(name.as_str()));
        Query::select().columns(columns).from(Alias::new(self.name.as_str())).to_owned()
    }

    /// The rows that come after this one.
    fn after(&self, last: Option<&[Sql]>) -> SelectStatement {
        let mut query = self.select();
        if let Some(last) = last {
            let keys = self.keys.iter().map(|(name, _)| Expr::col(Alias::new(name.as_str())));
            query.and_where(Expr::tuple(keys).gt(Expr::tuple(last.iter().cloned().map(Expr::val))));
        }
        for (name, _) in &self.keys {
            query.order_by(Alias::new(name.as_str()), Order::Asc);
        }
        query.limit(STEP as u64).to_owned()
    }

    fn is_this(&self, key: &[Sql]) -> Condition {
        self.keys.iter().zip(key).fold(Condition::all(), |all, ((name, _), value)| {
            all.add(Expr::col(Alias::new(name.as_str())).eq(Expr::val(value.clone())))
        })
    }

    fn key(&self, row: &QueryResult) -> Result<Vec<Sql>, Problem> {
        self.bound(&self.told_key(row)?)
    }

    /// The key of a row, as a place tells it.
    fn told_key(&self, row: &QueryResult) -> Result<Vec<Value>, Problem> {
        let read = |(name, kind): &(String, Kind)| -> Result<Value, Problem> {
            Ok(kind.read(row, name)?.unwrap_or(Value::Null))
        };
        self.keys.iter().map(read).collect()
    }

    fn bound(&self, key: &[Value]) -> Result<Vec<Sql>, Problem> {
        let bind = |((name, kind), value): (&(String, Kind), &Value)| {
            kind.bind(Some(value)).ok_or_else(|| Problem::bug(format!("the key {}.{name} can't be read", self.name)))
        };
        self.keys.iter().zip(key).map(bind).collect()
    }

    /// What of a row's key tells it apart in words.
    fn own_mark(&self, row: &QueryResult) -> Result<String, Problem> {
        let Some((name, kind)) = self.keys.first() else { return Ok(String::new()) };
        Ok(kind.read(row, name)?.map(|key| key.to_string().replace('"', "")).unwrap_or_default())
    }

    /// The columns of a row that tell of somebody, as they are to be; and of whom.
    fn changed(&self, row: &QueryResult, whom: &[Marks]) -> Result<(Vec<(&str, Sql)>, BTreeSet<usize>), Problem> {
        let (mut changed, mut told) = (Vec::new(), BTreeSet::new());
        for (name, kind) in &self.texts {
            let Some(mut value) = kind.read(row, name)? else { continue };
            let of = match (&mut value, kind) {
                (Value::String(text), Kind::Text) => {
                    let of = cut_all(whom, text);
                    if !of.is_empty() && ONCE.contains(&(self.name.as_str(), name.as_str())) {
                        *text = format!("{text} {}", self.own_mark(row)?);
                    }
                    of
                }
                (Value::String(body), Kind::Bytes) => take_out_of_body(whom, body)?,
                (value, _) => blank_all(whom, value),
            };
            if !of.is_empty() {
                let value = kind.bind(Some(&value));
                changed.push((name.as_str(), value.ok_or_else(|| Problem::bug("a text can't be written back"))?));
                told.extend(of);
            }
        }
        Ok((changed, told))
    }

    fn update(&self, work: &Work, key: &[Sql], changed: Vec<(&str, Sql)>) -> UpdateStatement {
        let mut update = Query::update();
        update.table(Alias::new(self.name.as_str())).cond_where(self.is_this(key));
        for (name, value) in changed {
            update.value(Alias::new(name), Expr::val(value));
        }
        if self.revised {
            update.value(Alias::new("revision"), Expr::col(Alias::new("revision")).add(1));
        }
        if self.dated {
            update.value(Alias::new("updated_at"), Expr::val(work.now));
        }
        update
    }

    /// What is written of these rows, and how many of them told of each of these people.
    fn updates(
        &self,
        work: &Work,
        rows: &[QueryResult],
        whom: &[Marks],
    ) -> Result<(Vec<UpdateStatement>, Vec<u64>), Problem> {
        let (mut updates, mut counts) = (Vec::new(), vec![0; whom.len()]);
        for row in rows {
            let (changed, told) = self.changed(row, whom)?;
            if told.is_empty() {
                continue;
            }
            updates.push(self.update(work, &self.key(row)?, changed));
            for at in told {
                if let Some(count) = counts.get_mut(at) {
                    *count += 1;
                }
            }
        }
        Ok((updates, counts))
    }

    /// The keys of those of these rows that tell of somebody.
    fn found(&self, rows: &[QueryResult], whom: &[Marks]) -> Result<Vec<Vec<Sql>>, Problem> {
        let mut found = Vec::new();
        for row in rows {
            if !self.changed(row, whom)?.1.is_empty() {
                found.push(self.key(row)?);
            }
        }
        Ok(found)
    }
}

/// Where somebody who looks through everything is: in which table, after which row. By default at the beginning.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    table: String,
    after: Vec<Value>,
}

/// Some rows that were looked at.
pub struct Step {
    table: Walked,
    found: Vec<Vec<Sql>>,
    /// Where the next ones are; none after the last.
    pub next: Option<Place>,
}

/// Looks at the rows that come after a place for those that tell of any of these. Nothing is changed.
pub async fn look(house: &House, whom: &[Marks], from: &Place) -> Result<Step, Problem> {
    let tables: Vec<Walked> = backup::all().into_iter().filter_map(Walked::of).collect();
    // In a table that is there no more, one begins anew.
    let (at, after) = match tables.iter().position(|table| table.name == from.table) {
        Some(at) => (at, from.after.as_slice()),
        None => (0, Default::default()),
    };
    let mut left = tables.into_iter().skip(at);
    let table = left.next().ok_or_else(|| Problem::bug("there is no table"))?;
    let last = if after.is_empty() { None } else { Some(table.bound(after)?) };
    let rows = house.db.read.query_all(&table.after(last.as_deref())).await?;
    let next = match rows.last() {
        Some(row) => Some(Place { table: table.name.clone(), after: table.told_key(row)? }),
        None => left.next().map(|next| Place { table: next.name, after: Vec::new() }),
    };
    Ok(Step { found: table.found(&rows, whom)?, next, table })
}

impl Step {
    /// The table, by its name.
    pub fn table(&self) -> &str {
        &self.table.name
    }

    /// The rows that tell of somebody, as many together as are written in one transaction: others write in between.
    pub fn parts(&self) -> impl Iterator<Item = &[Vec<Sql>]> {
        self.found.chunks(WRITTEN)
    }

    /// Takes these people out of a part, read once more under the lock. Gives how many rows told of each. Doing it again
    /// finds nothing.
    pub async fn take_out(&self, work: &Work, whom: &[Marks], part: &[Vec<Sql>]) -> Result<Vec<u64>, Problem> {
        let any = part.iter().fold(Condition::any(), |any, key| any.add(self.table.is_this(key)));
        let query = self.table.select().cond_where(any).lock(LockType::Update).to_owned();
        let (updates, counts) = self.table.updates(work, &work.tx().query_all(&query).await?, whom)?;
        for update in &updates {
            work.tx().execute(update).await?;
        }
        Ok(counts)
    }
}

/// The same for a body, which is JSON or a text.
fn take_out_of_body(whom: &[Marks], body: &mut String) -> Result<Vec<usize>, Problem> {
    let bytes = STANDARD.decode(body.as_str()).map_err(Problem::bug)?;
    let (told, left) = match serde_json::from_slice::<Value>(&bytes) {
        Ok(mut value) => (blank_all(whom, &mut value), value.to_string()),
        Err(_) => {
            let mut text = String::from_utf8_lossy(&bytes).into_owned();
            (cut_all(whom, &mut text), text)
        }
    };
    *body = STANDARD.encode(left);
    Ok(told)
}

/// Takes the name of this account's holder off all that was done by it. That it was one and the same stays known.
pub async fn unsign(work: &Work, account: Uuid) -> Result<(), Problem> {
    for table in backup::all() {
        let has = |wanted: &str| table.columns.iter().any(|(column, _)| column == wanted);
        for (id, name) in SIGNATURES.into_iter().filter(|(id, name)| has(id) && has(name)) {
            let update = Query::update()
                .table(Alias::new(table.name.as_str()))
                .value(Alias::new(name), BLANK)
                .and_where(Expr::col(Alias::new(id)).eq(account))
                .to_owned();
            work.tx().execute(&update).await?;
        }
    }
    Ok(())
}
