//! The SQL, written by hand: who asks, the page, and what belongs to its members.

use std::fmt::Write;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{AssertSqlSafe, FromRow, PgPool, Row, SqlitePool, postgres::PgRow, sqlite::SqliteRow};
use uuid::Uuid;

use super::{Asked, auth::Claims};
use crate::Outcome;

/// A row, read column by column in the order of its statement.
macro_rules! row {
    ($($name:ident { $($field:ident: $type:ty),+ $(,)? })+) => { $(
        pub struct $name { $(pub $field: $type),+ }

        impl FromRow<'_, SqliteRow> for $name {
            fn from_row(row: &SqliteRow) -> sqlx::Result<$name> {
                let mut at = 0_usize..;
                Ok($name { $($field: row.try_get(at.next().unwrap_or_default())?),+ })
            }
        }

        impl FromRow<'_, PgRow> for $name {
            fn from_row(row: &PgRow) -> sqlx::Result<$name> {
                let mut at = 0_usize..;
                Ok($name { $($field: row.try_get(at.next().unwrap_or_default())?),+ })
            }
        }
    )+ };
}

row! {
    Member {
        id: Uuid,
        kind: String,
        size: Option<String>,
        name: String,
        name_key: String,
        status: String,
        ex_officio: bool,
        commune_code: Option<String>,
        commune_name: Option<String>,
        postal_code: Option<String>,
        email: Option<String>,
        phone: Option<String>,
        joined_on: Option<NaiveDate>,
        last_contact_on: Option<NaiveDate>,
        last_personal_contact_on: Option<NaiveDate>,
        contact_due_on: Option<NaiveDate>,
        archived_at: Option<DateTime<Utc>>,
        merged_into: Option<Uuid>,
        updated_at: DateTime<Utc>,
        revision: i64,
    }
    Topic { member_id: Uuid, id: Uuid, name: String }
    Contact {
        member_id: Uuid,
        id: Uuid,
        function: Option<String>,
        phone: Option<String>,
        mobile: Option<String>,
        given_name: String,
        family_name: String,
        email: Option<String>,
        deliverability: Option<String>,
    }
    Value {
        member_id: Uuid,
        key: String,
        text: Option<String>,
        number: Option<i64>,
        day: Option<NaiveDate>,
        yes: Option<bool>,
        choice: Option<String>,
    }
}

pub struct Found {
    pub members: Vec<Member>,
    pub topics: Vec<Topic>,
    pub contacts: Vec<Contact>,
    pub values: Vec<Value>,
}

const SESSION: &str = "SELECT account.id, account.role FROM session JOIN account ON account.id = session.account_id \
    WHERE session.id = $1 AND session.ended_at IS NULL AND session.expires_at > $2 AND session.idle_until > $2 \
    AND account.disabled_at IS NULL";
const TOPICS: &str = "SELECT member_topic.member_id, topic.id, topic.name FROM member_topic \
    JOIN topic ON topic.id = member_topic.topic_id WHERE member_topic.member_id";
const CONTACTS: &str = "SELECT contact.member_id, contact.id, contact.function, contact.phone, contact.mobile, \
    person.given_name, person.family_name, address.email, address.deliverability FROM contact \
    JOIN person ON person.id = contact.person_id LEFT JOIN address ON address.id = contact.address_id \
    WHERE contact.main AND (contact.to_on IS NULL OR contact.to_on >= $1) AND contact.member_id";
const VALUES: &str = "SELECT member_value.member_id, member_field.key, member_value.text, member_value.number, \
    member_value.day, member_value.yes, member_value.choice FROM member_value \
    JOIN member_field ON member_field.id = member_value.field_id \
    WHERE member_field.archived_at IS NULL AND member_value.member_id";
const IN_ORDER: &str = " ORDER BY topic.position, topic.name_key";

/// The statement of a page; what is given to it is bound in this order: status, kind, today, limit.
fn page(asked: &Asked) -> String {
    let mut sql = "SELECT id, kind, size, name, name_key, status, ex_officio, commune_code, commune_name, postal_code, email, \
        phone, joined_on, last_contact_on, last_personal_contact_on, contact_due_on, archived_at, merged_into, updated_at, \
        revision FROM member WHERE archived_at IS NULL"
        .to_owned();
    let mut bound = 0;
    let mut and = |sql: &mut String, text: &str| {
        bound += 1;
        let _ = write!(sql, " AND {text} ${bound}");
    };
    if asked.status.is_some() {
        and(&mut sql, "status =");
    }
    if asked.kind.is_some() {
        and(&mut sql, "kind =");
    }
    if asked.follow_up.is_some() {
        sql += " AND status = 'active'";
        and(&mut sql, "contact_due_on <");
    }
    sql += if asked.sort == "name" { " ORDER BY name_key, id" } else { " ORDER BY contact_due_on, id" };
    let _ = write!(sql, " LIMIT ${}", bound + 1);
    sql
}

macro_rules! bind_page {
    ($sql:expr, $asked:expr, $today:expr) => {{
        let mut query = sqlx::query_as::<_, Member>(AssertSqlSafe($sql));
        if let Some(status) = &$asked.status {
            query = query.bind(status);
        }
        if let Some(kind) = &$asked.kind {
            query = query.bind(kind);
        }
        if $asked.follow_up.is_some() {
            query = query.bind($today);
        }
        query.bind($asked.limit + 1)
    }};
}

/// Who may ask: a live session of this account, which is of the staff.
fn admitted(session: Option<(Uuid, Option<String>)>, claims: &Claims) -> bool {
    session.is_some_and(|(account, role)| account == claims.sub && role.is_some())
}

pub async fn on_postgres(db: &PgPool, claims: &Claims, asked: &Asked, today: NaiveDate) -> Outcome<Option<Found>> {
    let session = sqlx::query_as(SESSION).bind(claims.sid).bind(Utc::now()).fetch_optional(db).await?;
    if !admitted(session, claims) {
        return Ok(None);
    }
    let members: Vec<Member> = bind_page!(page(asked), asked, today).fetch_all(db).await?;
    let ids: Vec<Uuid> = members.iter().take(asked.limit as usize).map(|row| row.id).collect();
    let any = |sql: &str, n: usize, after: &str| AssertSqlSafe(format!("{sql} = ANY(${n}){after}"));
    Ok(Some(Found {
        topics: sqlx::query_as(any(TOPICS, 1, IN_ORDER)).bind(&ids).fetch_all(db).await?,
        contacts: sqlx::query_as(any(CONTACTS, 2, "")).bind(today).bind(&ids).fetch_all(db).await?,
        values: sqlx::query_as(any(VALUES, 1, "")).bind(&ids).fetch_all(db).await?,
        members,
    }))
}

pub async fn on_sqlite(db: &SqlitePool, claims: &Claims, asked: &Asked, today: NaiveDate) -> Outcome<Option<Found>> {
    let session = sqlx::query_as(SESSION).bind(claims.sid).bind(Utc::now()).fetch_optional(db).await?;
    if !admitted(session, claims) {
        return Ok(None);
    }
    let members: Vec<Member> = bind_page!(page(asked), asked, today).fetch_all(db).await?;
    let ids: Vec<Uuid> = members.iter().take(asked.limit as usize).map(|row| row.id).collect();
    let marks = vec!["?"; ids.len()].join(",");
    let among = |sql: &str, after: &str| AssertSqlSafe(format!("{} IN ({marks}){after}", sql.replace("$1", "?")));
    let mut topics = sqlx::query_as(among(TOPICS, IN_ORDER));
    let mut contacts = sqlx::query_as(among(CONTACTS, "")).bind(today);
    let mut values = sqlx::query_as(among(VALUES, ""));
    for id in &ids {
        (topics, contacts, values) = (topics.bind(id), contacts.bind(id), values.bind(id));
    }
    Ok(Some(Found {
        topics: topics.fetch_all(db).await?,
        contacts: contacts.fetch_all(db).await?,
        values: values.fetch_all(db).await?,
        members,
    }))
}
