//! The SQL of accounts.

use chrono::{DateTime, Utc};
use kernel::{caller::MemberRole, problem::Problem, trade::MemberKind};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait,
};
use tables::{account, member, person, refresh_token, session, steward};
use uuid::Uuid;

use super::schema::{Account, AccountStatus, Organisation};

pub fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

pub fn full_name(person: &person::Model) -> String {
    format!("{} {}", person.given_name, person.family_name).trim().to_owned()
}

/// An account with its person.
pub async fn account_by<C: ConnectionTrait>(
    db: &C,
    which: sea_orm::Condition,
) -> Result<Option<(account::Model, person::Model)>, Problem> {
    let row = account::Entity::find().find_also_related(person::Entity).filter(which).one(db).await?;
    Ok(row.and_then(|(account, person)| Some((account, person?))))
}

pub async fn account_by_email<C: ConnectionTrait>(
    db: &C,
    email: &str,
) -> Result<Option<(account::Model, person::Model)>, Problem> {
    account_by(db, sea_orm::Condition::all().add(account::Column::EmailKey.eq(email_key(email)))).await
}

pub async fn account_by_id<C: ConnectionTrait>(
    db: &C,
    id: Uuid,
) -> Result<Option<(account::Model, person::Model)>, Problem> {
    account_by(db, sea_orm::Condition::all().add(account::Column::Id.eq(id))).await
}

#[derive(FromQueryResult)]
struct OrganisationRow {
    account_id: Uuid,
    member_id: Uuid,
    name: String,
    kind: MemberKind,
    role: MemberRole,
}

/// The organisations that these accounts act for, by name; archived ones give no right.
pub async fn organisations_of<C: ConnectionTrait>(
    db: &C,
    accounts: &[Uuid],
) -> Result<Vec<(Uuid, Organisation)>, Problem> {
    let rows = steward::Entity::find()
        .select_only()
        .column(steward::Column::AccountId)
        .column(steward::Column::MemberId)
        .column(steward::Column::Role)
        .column(member::Column::Name)
        .column(member::Column::Kind)
        .join(JoinType::InnerJoin, steward::Relation::Member.def())
        .filter(steward::Column::AccountId.is_in(accounts.iter().copied()))
        .filter(member::Column::ArchivedAt.is_null())
        .order_by_asc(member::Column::NameKey)
        .into_model::<OrganisationRow>()
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            (row.account_id, Organisation { member_id: row.member_id, name: row.name, kind: row.kind, role: row.role })
        })
        .collect())
}

pub fn view(account: &account::Model, person: &person::Model, organisations: Vec<Organisation>) -> Account {
    let status = match (account.disabled_at, &account.password_hash) {
        (Some(_), _) => AccountStatus::Disabled,
        (None, None) => AccountStatus::Invited,
        (None, Some(_)) => AccountStatus::Active,
    };
    Account {
        id: account.id,
        person_id: person.id,
        given_name: person.given_name.clone(),
        family_name: person.family_name.clone(),
        name: full_name(person),
        email: account.email.clone(),
        language: person.language.clone(),
        role: account.role,
        organisations,
        status,
        second_factor: account.totp_sealed.is_some(),
        last_sign_in_at: account.last_sign_in_at,
        revision: account.revision,
    }
}

/// A session that is still good at `now`.
pub async fn live_session<C: ConnectionTrait>(
    db: &C,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<session::Model>, Problem> {
    Ok(session::Entity::find_by_id(id)
        .filter(session::Column::EndedAt.is_null())
        .filter(session::Column::ExpiresAt.gt(now))
        .filter(session::Column::IdleUntil.gt(now))
        .one(db)
        .await?)
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

pub async fn end_session<C: ConnectionTrait>(
    tx: &C,
    id: Uuid,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    session::Entity::update_many()
        .set(session::ActiveModel {
            ended_at: Set(Some(now)),
            end_reason: Set(Some(reason.to_owned())),
            ..Default::default()
        })
        .filter(session::Column::Id.eq(id))
        .filter(session::Column::EndedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// Ends all sessions of an account but one.
pub async fn end_sessions<C: ConnectionTrait>(
    tx: &C,
    account: Uuid,
    but: Option<Uuid>,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let mut query = session::Entity::update_many()
        .set(session::ActiveModel {
            ended_at: Set(Some(now)),
            end_reason: Set(Some(reason.to_owned())),
            ..Default::default()
        })
        .filter(session::Column::AccountId.eq(account))
        .filter(session::Column::EndedAt.is_null());
    if let Some(kept) = but {
        query = query.filter(session::Column::Id.ne(kept));
    }
    query.exec(tx).await?;
    Ok(())
}
