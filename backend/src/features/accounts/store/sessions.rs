//! The SQL of sessions and refresh tokens.

use chrono::{DateTime, Utc};
use kernel::{
    caller::{MemberRole, SecondFactor, SignedIn, StaffRole},
    problem::Problem,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel,
    QueryFilter, QueryOrder, Statement,
};
use tables::{refresh_token, session};
use uuid::Uuid;

use crate::features::club;

fn is_live(now: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(session::Column::EndedAt.is_null())
        .add(session::Column::ExpiresAt.gt(now))
        .add(session::Column::IdleUntil.gt(now))
}

/// A session that is still good at `now`.
pub async fn live<C: ConnectionTrait>(db: &C, id: Uuid, now: DateTime<Utc>) -> Result<Option<session::Model>, Problem> {
    Ok(session::Entity::find_by_id(id).filter(is_live(now)).one(db).await?)
}

/// The holder of a session, row by row of the organisations they act for.
struct HolderRow {
    person_id: Uuid,
    given_name: String,
    family_name: String,
    email: String,
    role: Option<StaffRole>,
    totp_confirmed_at: Option<DateTime<Utc>>,
    owes_second_factor: bool,
    member_id: Option<Uuid>,
    member_role: Option<MemberRole>,
}
platform::by_place! {
    HolderRow {
        person_id, given_name, family_name, email, role, totp_confirmed_at, owes_second_factor, member_id, member_role,
    }
}

/// Asked at every request: one question, which both databases keep prepared. Archived organisations give no right.
const HOLDER: &str = "SELECT person.id, person.given_name, person.family_name, account.email, account.role, \
    account.totp_confirmed_at, session.owes_second_factor, member.id, steward.role FROM session \
    JOIN account ON account.id = session.account_id JOIN person ON person.id = account.person_id \
    LEFT JOIN steward ON steward.account_id = account.id \
    LEFT JOIN member ON member.id = steward.member_id AND member.archived_at IS NULL \
    WHERE session.id = $1 AND session.account_id = $2 AND session.ended_at IS NULL AND session.expires_at > $3 \
    AND session.idle_until > $3 AND account.disabled_at IS NULL ORDER BY member.name_key";

/// Who holds a session that is good at `now`, of an account that is not disabled.
pub async fn holder<C: ConnectionTrait>(
    db: &C,
    session: Uuid,
    account: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<SignedIn>, Problem> {
    let asked = [session.into(), account.into(), now.into()];
    let statement = Statement::from_sql_and_values(db.get_database_backend(), HOLDER, asked);
    let rows = HolderRow::find_by_statement(statement).all(db).await?;
    let organisations = rows.iter().filter_map(|row| Some((row.member_id?, row.member_role?))).collect();
    let Some(row) = rows.into_iter().next() else { return Ok(None) };
    let name = format!("{} {}", row.given_name, row.family_name).trim().to_owned();
    let owes = row.owes_second_factor && row.role.is_some() && row.totp_confirmed_at.is_none();
    Ok(Some(SignedIn {
        account_id: account,
        person_id: row.person_id,
        session_id: session,
        name: if name.is_empty() { row.email } else { name },
        role: row.role,
        second_factor: match row.totp_confirmed_at {
            Some(_) => SecondFactor::InForce,
            // Few sessions began so: the club is asked about those alone.
            None if owes && club::settings(db).await?.second_factor_required => SecondFactor::Due,
            None => SecondFactor::Absent,
        },
        organisations,
    }))
}

/// The live sessions of an account, the last used first.
pub async fn of_account<C: ConnectionTrait>(
    db: &C,
    account: Uuid,
    now: DateTime<Utc>,
) -> Result<Vec<session::Model>, Problem> {
    Ok(session::Entity::find()
        .filter(session::Column::AccountId.eq(account))
        .filter(is_live(now))
        .order_by_desc(session::Column::LastUsedAt)
        .order_by_desc(session::Column::Id)
        .all(db)
        .await?)
}

pub async fn insert<C: ConnectionTrait>(tx: &C, row: session::Model) -> Result<(), Problem> {
    session::Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    Ok(())
}

/// A session was gone on with: it rests until `idle_until`.
pub async fn used<C: ConnectionTrait>(
    tx: &C,
    id: Uuid,
    now: DateTime<Utc>,
    idle_until: DateTime<Utc>,
) -> Result<(), Problem> {
    let columns = session::ActiveModel { last_used_at: Set(now), idle_until: Set(idle_until), ..Default::default() };
    session::Entity::update_many().set(columns).filter(session::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

pub async fn refresh_token<C: ConnectionTrait>(tx: &C, hash: String) -> Result<Option<refresh_token::Model>, Problem> {
    Ok(refresh_token::Entity::find_by_id(hash).one(tx).await?)
}

/// Of two who spend it at once, one does; whether it was this one.
pub async fn spend_refresh_token<C: ConnectionTrait>(tx: &C, hash: &str, now: DateTime<Utc>) -> Result<bool, Problem> {
    let spent = refresh_token::Entity::update_many()
        .set(refresh_token::ActiveModel { spent_at: Set(Some(now)), ..Default::default() })
        .filter(refresh_token::Column::Hash.eq(hash))
        .filter(refresh_token::Column::SpentAt.is_null())
        .exec(tx)
        .await?;
    Ok(spent.rows_affected == 1)
}

pub async fn insert_refresh_token<C: ConnectionTrait>(
    tx: &C,
    hash: String,
    session_id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    refresh_token::Entity::insert(refresh_token::ActiveModel {
        hash: Set(hash),
        session_id: Set(session_id),
        created_at: Set(now),
        spent_at: Set(None),
    })
    .exec_without_returning(tx)
    .await?;
    Ok(())
}

async fn end_where<C: ConnectionTrait>(
    tx: &C,
    which: Condition,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    session::Entity::update_many()
        .set(session::ActiveModel {
            ended_at: Set(Some(now)),
            end_reason: Set(Some(reason.to_owned())),
            ..Default::default()
        })
        .filter(which)
        .filter(session::Column::EndedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

pub async fn end<C: ConnectionTrait>(tx: &C, id: Uuid, reason: &str, now: DateTime<Utc>) -> Result<(), Problem> {
    end_where(tx, Condition::all().add(session::Column::Id.eq(id)), reason, now).await
}

/// Ends all sessions of an account but one.
pub async fn end_all<C: ConnectionTrait>(
    tx: &C,
    account: Uuid,
    but: Option<Uuid>,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let which = Condition::all()
        .add(session::Column::AccountId.eq(account))
        .add_option(but.map(|kept| session::Column::Id.ne(kept)));
    end_where(tx, which, reason, now).await
}

/// Deletes what ended or ran out before `before`, with its refresh tokens.
pub async fn sweep<C: ConnectionTrait>(tx: &C, before: DateTime<Utc>) -> Result<u64, Problem> {
    let gone = Condition::any()
        .add(session::Column::ExpiresAt.lt(before))
        .add(session::Column::IdleUntil.lt(before))
        .add(session::Column::EndedAt.lt(before));
    Ok(session::Entity::delete_many().filter(gone).exec(tx).await?.rows_affected)
}
