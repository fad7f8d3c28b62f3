//! The SQL of registrations.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    problem::{Language, Problem},
    trade::RegistrationState,
};
use platform::forgetting::BLANK;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, sea_query::Expr,
};
use tables::{address, contact, event, member, person, registration};
use uuid::Uuid;

use super::CHUNK;

const TAKES_A_SEAT: [RegistrationState; 2] = [RegistrationState::Registered, RegistrationState::Offered];

pub async fn find<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<registration::Model>, Problem> {
    Ok(registration::Entity::find_by_id(id).one(db).await?)
}

/// All of an event, in the order in which they asked; those that were taken back where they are asked for alone.
pub async fn of_event<C: ConnectionTrait>(
    db: &C,
    event: Uuid,
    state: Option<RegistrationState>,
) -> Result<Vec<registration::Model>, Problem> {
    use registration::Column as C;
    let which = match state {
        Some(state) => C::State.eq(state),
        None => C::State.ne(RegistrationState::Left),
    };
    Ok(registration::Entity::find()
        .filter(C::EventId.eq(event))
        .filter(which)
        .order_by_asc(C::AskedAt)
        .order_by_asc(C::Id)
        .all(db)
        .await?)
}

/// Those of one organisation at an event.
pub async fn of_member<C: ConnectionTrait>(
    db: &C,
    event: Uuid,
    member: Uuid,
) -> Result<Vec<registration::Model>, Problem> {
    let all = of_event(db, event, None).await?;
    Ok(all.into_iter().filter(|row| row.member_id == Some(member)).collect())
}

/// Those of these organisations, or under this address, with their events, the next first.
pub async fn of_people<C: ConnectionTrait>(
    db: &C,
    members: &[Uuid],
    email_key: &str,
    ends_from: DateTime<Utc>,
) -> Result<Vec<(registration::Model, event::Model)>, Problem> {
    use registration::Column as C;
    let theirs = Condition::any().add(C::MemberId.is_in(members.iter().copied())).add(C::EmailKey.eq(email_key));
    let rows = registration::Entity::find()
        .find_also_related(event::Entity)
        .filter(theirs)
        .filter(C::State.ne(RegistrationState::Left))
        .filter(event::Column::EndsAt.gte(ends_from))
        .order_by_asc(event::Column::StartsAt)
        .order_by_asc(C::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|(row, of)| Some((row, of?))).collect())
}

/// The live registration under this address.
pub async fn with_address<C: ConnectionTrait>(
    db: &C,
    event: Uuid,
    email_key: &str,
) -> Result<Option<registration::Model>, Problem> {
    use registration::Column as C;
    Ok(registration::Entity::find()
        .filter(C::EventId.eq(event))
        .filter(C::EmailKey.eq(email_key))
        .filter(C::State.ne(RegistrationState::Left))
        .one(db)
        .await?)
}

/// How many have a seat, or are offered one.
pub async fn taken<C: ConnectionTrait>(db: &C, event: Uuid) -> Result<i64, Problem> {
    use registration::Column as C;
    let seats = registration::Entity::find().filter(C::EventId.eq(event)).filter(C::State.is_in(TAKES_A_SEAT));
    Ok(i64::try_from(seats.count(db).await?).unwrap_or(i64::MAX))
}

/// The first of those who wait.
pub async fn first_waiting<C: ConnectionTrait>(db: &C, event: Uuid) -> Result<Option<registration::Model>, Problem> {
    use registration::Column as C;
    Ok(registration::Entity::find()
        .filter(C::EventId.eq(event))
        .filter(C::State.eq(RegistrationState::Waiting))
        .order_by_asc(C::AskedAt)
        .order_by_asc(C::Id)
        .one(db)
        .await?)
}

/// Events with an offer that nobody took in time.
pub async fn with_lapsed_offers<C: ConnectionTrait>(db: &C, now: DateTime<Utc>) -> Result<Vec<Uuid>, Problem> {
    use registration::Column as C;
    Ok(registration::Entity::find()
        .select_only()
        .distinct()
        .column(C::EventId)
        .filter(C::OfferedUntil.lte(now))
        .order_by_asc(C::EventId)
        .into_tuple()
        .all(db)
        .await?)
}

pub async fn insert<C: ConnectionTrait>(tx: &C, rows: Vec<registration::Model>) -> Result<(), Problem> {
    let mut rows = rows.into_iter().map(|row| row.into_active_model().reset_all()).peekable();
    while rows.peek().is_some() {
        registration::Entity::insert_many(rows.by_ref().take(CHUNK).collect::<Vec<_>>())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

/// Names, addresses and answers of those at events that ended before this instant are blanked: the seat stays counted.
pub async fn blank_before<C: ConnectionTrait>(tx: &C, before: DateTime<Utc>) -> Result<(), Problem> {
    use registration::Column as C;
    let old = event::Entity::find()
        .select_only()
        .column(event::Column::Id)
        .filter(event::Column::EndsAt.lt(before))
        .into_query();
    registration::Entity::update_many()
        .col_expr(C::GivenName, Expr::value(""))
        .col_expr(C::FamilyName, Expr::value(BLANK))
        .col_expr(C::Email, Expr::value(None::<String>))
        .col_expr(C::EmailKey, Expr::value(None::<String>))
        .col_expr(C::ContactId, Expr::value(None::<Uuid>))
        .col_expr(C::PersonId, Expr::value(None::<Uuid>))
        .col_expr(C::Answers, Expr::value(serde_json::json!({})))
        .filter(C::EventId.in_subquery(old))
        .filter(C::FamilyName.ne(BLANK))
        .exec(tx)
        .await?;
    Ok(())
}

pub async fn update<C: ConnectionTrait>(tx: &C, row: registration::Model) -> Result<(), Problem> {
    row.into_active_model().reset_all().update(tx).await?;
    Ok(())
}

/// What these members are called.
pub async fn names<C: ConnectionTrait>(db: &C, members: &[Uuid]) -> Result<HashMap<Uuid, String>, Problem> {
    let mut names = HashMap::new();
    for chunk in members.chunks(CHUNK) {
        let rows: Vec<(Uuid, String)> = member::Entity::find()
            .select_only()
            .columns([member::Column::Id, member::Column::Name])
            .filter(member::Column::Id.is_in(chunk.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        names.extend(rows);
    }
    Ok(names)
}

/// Whether the club keeps this member.
pub async fn is_kept<C: ConnectionTrait>(db: &C, member: Uuid) -> Result<bool, Problem> {
    let kept = member::Entity::find_by_id(member).filter(member::Column::ArchivedAt.is_null());
    Ok(kept.one(db).await?.is_some())
}

/// The one member that is called so; none where several are.
pub async fn member_called<C: ConnectionTrait>(db: &C, name_key: &str) -> Result<Option<Uuid>, Problem> {
    let mut members: Vec<Uuid> = member::Entity::find()
        .select_only()
        .column(member::Column::Id)
        .filter(member::Column::NameKey.eq(name_key))
        .filter(member::Column::ArchivedAt.is_null())
        .limit(2)
        .into_tuple()
        .all(db)
        .await?;
    Ok(members.pop().filter(|_| members.is_empty()))
}

/// The one member among whose people this address is; none where it is nobody's, or of several.
pub async fn member_of<C: ConnectionTrait>(db: &C, email_key: &str, today: NaiveDate) -> Result<Option<Uuid>, Problem> {
    let of_today = Condition::any().add(contact::Column::ToOn.is_null()).add(contact::Column::ToOn.gte(today));
    let mut members: Vec<Uuid> = contact::Entity::find()
        .select_only()
        .distinct()
        .column(contact::Column::MemberId)
        .inner_join(address::Entity)
        .inner_join(member::Entity)
        .filter(address::Column::EmailKey.eq(email_key))
        .filter(member::Column::ArchivedAt.is_null())
        .filter(of_today)
        .into_tuple()
        .all(db)
        .await?;
    Ok(members.pop().filter(|_| members.is_empty()))
}

/// Somebody whom the club knows.
#[derive(Debug, Clone)]
pub struct Known {
    pub contact: Uuid,
    pub person: Uuid,
    pub language: Language,
}

/// Who of a member's people has this address.
pub async fn known<C: ConnectionTrait>(
    db: &C,
    member: Uuid,
    email_key: &str,
    today: NaiveDate,
) -> Result<Option<Known>, Problem> {
    let of_today = Condition::any().add(contact::Column::ToOn.is_null()).add(contact::Column::ToOn.gte(today));
    let found = contact::Entity::find()
        .inner_join(address::Entity)
        .find_also_related(person::Entity)
        .filter(contact::Column::MemberId.eq(member))
        .filter(address::Column::EmailKey.eq(email_key))
        .filter(of_today)
        .order_by_asc(contact::Column::Position)
        .one(db)
        .await?;
    Ok(found.and_then(|(contact, person)| {
        let person = person?;
        Some(Known { contact: contact.id, person: person.id, language: Language::accepted(&person.language) })
    }))
}
