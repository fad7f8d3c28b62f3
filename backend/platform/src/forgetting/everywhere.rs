//! Every text of every table, looked through for somebody. The tables and their columns are read off the entities, as
//! backups do, so that a table that comes later is looked through without anybody thinking of it.

use std::collections::BTreeMap;

use kernel::problem::Problem;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QueryResult, QuerySelect,
    Value as Sql,
    sea_query::{Alias, Expr, ExprTrait, LockType, Order, Query, SelectStatement, UpdateStatement},
};
use serde_json::Value;
use tables::idempotency;
use uuid::Uuid;

use super::{BLANK, Marks};
use crate::{
    asker::Asker,
    backup::{self, Kind, Table},
    house::House,
    work::Work,
};

/// Rows read together, and rows written together.
const STEP: usize = 500;
const WRITTEN: usize = 100;

/// Sealed, or nothing but what is sealed: without texts.
const WITHOUT_TEXTS: [&str; 2] = ["secret", "suppression"];
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
            matches!(kind, Kind::Text | Kind::Json) && !is_key(column) && !NO_TEXTS.contains(&(name.as_str(), column))
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
        let read = |(name, kind): &(String, Kind)| -> Result<Sql, Problem> {
            let value = kind.read(row, name)?;
            kind.bind(value.as_ref()).ok_or_else(|| Problem::bug(format!("the key {}.{name} can't be read", self.name)))
        };
        self.keys.iter().map(read).collect()
    }

    /// What of a row's key tells it apart in words.
    fn own_mark(&self, row: &QueryResult) -> Result<String, Problem> {
        let Some((name, kind)) = self.keys.first() else { return Ok(String::new()) };
        Ok(kind.read(row, name)?.map(|key| key.to_string().replace('"', "")).unwrap_or_default())
    }

    /// The columns of a row that say who it is, as they are to be.
    fn changed(&self, row: &QueryResult, marks: &Marks) -> Result<Vec<(&str, Sql)>, Problem> {
        let mut changed = Vec::new();
        for (name, kind) in &self.texts {
            let Some(mut value) = kind.read(row, name)? else { continue };
            let found = match &mut value {
                Value::String(text) if *kind == Kind::Text => match marks.cut(text) {
                    Some(cut) => {
                        let once = ONCE.contains(&(self.name.as_str(), name.as_str()));
                        *text = if once { format!("{cut} {}", self.own_mark(row)?) } else { cut };
                        true
                    }
                    None => false,
                },
                value => marks.blank_whole(value),
            };
            if found {
                let value = kind.bind(Some(&value));
                changed.push((name.as_str(), value.ok_or_else(|| Problem::bug("a text can't be written back"))?));
            }
        }
        Ok(changed)
    }

    /// Writes the rows of these keys anew, read once more under the lock. Gives how many there were.
    async fn write(&self, work: &Work, keys: &[Vec<Sql>], marks: &Marks) -> Result<u64, Problem> {
        let any = keys.iter().fold(Condition::any(), |any, key| any.add(self.is_this(key)));
        let query = self.select().cond_where(any).lock(LockType::Update).to_owned();
        let updates = self.updates(work, &work.tx().query_all(&query).await?, marks)?;
        for update in &updates {
            work.tx().execute(update).await?;
        }
        Ok(updates.len() as u64)
    }

    fn updates(&self, work: &Work, rows: &[QueryResult], marks: &Marks) -> Result<Vec<UpdateStatement>, Problem> {
        let mut updates = Vec::new();
        for row in rows {
            let changed = self.changed(row, marks)?;
            if changed.is_empty() {
                continue;
            }
            let mut update = Query::update();
            update.table(Alias::new(self.name.as_str())).cond_where(self.is_this(&self.key(row)?));
            for (name, value) in changed {
                update.value(Alias::new(name), Expr::val(value));
            }
            if self.revised {
                update.value(Alias::new("revision"), Expr::col(Alias::new("revision")).add(1));
            }
            if self.dated {
                update.value(Alias::new("updated_at"), Expr::val(work.now));
            }
            updates.push(update);
        }
        Ok(updates)
    }

    /// The keys of those of these rows that say who it is.
    fn found(&self, rows: &[QueryResult], marks: &Marks) -> Result<Vec<Vec<Sql>>, Problem> {
        let mut found = Vec::new();
        for row in rows {
            if !self.changed(row, marks)?.is_empty() {
                found.push(self.key(row)?);
            }
        }
        Ok(found)
    }
}

/// Takes somebody out of every text there is, some rows at a time: others go on working meanwhile. Gives how many rows of
/// each table said who it was. Doing it again finds nothing.
pub async fn take_out(house: &House, by: &Asker, marks: &Marks) -> Result<BTreeMap<String, u64>, Problem> {
    let mut counts = BTreeMap::new();
    for table in backup::all().into_iter().filter_map(Walked::of) {
        let mut last: Option<Vec<Sql>> = None;
        let mut written = 0;
        loop {
            let (end, found) = {
                let rows = house.db.read.query_all(&table.after(last.as_deref())).await?;
                let end = rows.last().map(|row| table.key(row)).transpose()?;
                (end, table.found(&rows, marks)?)
            };
            for some in found.chunks(WRITTEN) {
                let work = house.begin(by).await?;
                written += table.write(&work, some, marks).await?;
                work.commit().await?;
            }
            if end.is_none() {
                break;
            }
            last = end;
        }
        if written > 0 {
            counts.insert(table.name, written);
        }
    }
    let answers = take_out_of_answers(house, by, marks).await?;
    if answers > 0 {
        counts.insert("idempotency".to_owned(), answers);
    }
    Ok(counts)
}

/// The answers that are kept for whoever repeats a request: they stay answers, and tell nobody.
async fn take_out_of_answers(house: &House, by: &Asker, marks: &Marks) -> Result<u64, Problem> {
    use idempotency::Column as C;
    let (mut last, mut written) = (Uuid::nil(), 0);
    loop {
        let rows: Vec<(Uuid, Option<Vec<u8>>)> = idempotency::Entity::find()
            .select_only()
            .columns([C::Id, C::Body])
            .filter(C::Id.gt(last))
            .order_by_asc(C::Id)
            .limit(STEP as u64)
            .into_tuple()
            .all(&house.db.read)
            .await?;
        let Some((end, _)) = rows.last() else { return Ok(written) };
        last = *end;
        let told = rows.iter().filter_map(|(id, body)| Some((*id, without_them(body.as_deref()?, marks)?)));
        let told: Vec<(Uuid, Vec<u8>)> = told.collect();
        if told.is_empty() {
            continue;
        }
        let work = house.begin(by).await?;
        for (id, body) in told {
            idempotency::Entity::update_many()
                .col_expr(C::Body, Expr::value(body))
                .filter(C::Id.eq(id))
                .exec(work.tx())
                .await?;
            written += 1;
        }
        work.commit().await?;
    }
}

/// A body that says who it is, without that; none for one that does not.
fn without_them(body: &[u8], marks: &Marks) -> Option<Vec<u8>> {
    match serde_json::from_slice::<Value>(body) {
        Ok(mut value) => marks.blank_whole(&mut value).then(|| value.to_string().into_bytes()),
        Err(_) => marks.cut(&String::from_utf8_lossy(body)).map(String::into_bytes),
    }
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
