//! The SQL of accounts; of the list, of sessions, of one-time tokens and of keys in files of their own.

pub mod colleagues;
pub mod email_change;
pub mod erasing;
pub mod first_start;
pub mod keys;
pub mod list;
pub mod sessions;
pub mod tokens;
pub mod writing;

use kernel::{
    caller::{MemberRole, SecondFactor, SignedIn, StaffRole},
    problem::Problem,
    trade::MemberKind,
};
use platform::{Asker, Work, web::Ability};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, RelationTrait, sea_query::OnConflict,
};
use tables::{account, address, contact, member, person, steward};
use uuid::Uuid;

use super::{
    rules::{self, Subject},
    schema::{
        Account, AccountAbilities, AccountLanguage, AccountStatus, Organisation, OrganisationForm, list::StaffCard,
    },
};
use crate::features::club;

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

/// How the audit names an account.
pub fn label(account: &account::Model, person: &person::Model) -> String {
    Some(full_name(person)).filter(|name| !name.is_empty()).unwrap_or_else(|| account.email.clone())
}

fn has_come(account: &account::Model) -> bool {
    account.password_hash.is_some() || account.last_sign_in_at.is_some()
}

pub fn status(account: &account::Model) -> AccountStatus {
    match (account.disabled_at, has_come(account)) {
        (Some(_), _) => AccountStatus::Disabled,
        (None, false) => AccountStatus::Invited,
        (None, true) => AccountStatus::Active,
    }
}

/// The SQL of `status`.
pub fn has_status(status: AccountStatus) -> Condition {
    let disabled = account::Column::DisabledAt;
    match status {
        AccountStatus::Disabled => Condition::all().add(disabled.is_not_null()),
        AccountStatus::Invited => Condition::all()
            .add(disabled.is_null())
            .add(account::Column::PasswordHash.is_null())
            .add(account::Column::LastSignInAt.is_null()),
        AccountStatus::Active => Condition::all().add(disabled.is_null()).add(
            Condition::any()
                .add(account::Column::PasswordHash.is_not_null())
                .add(account::Column::LastSignInAt.is_not_null()),
        ),
    }
}

/// Who can administer the club now. Inside a transaction that takes one away, `locked` keeps two from doing so at once.
pub async fn administrators<C: ConnectionTrait>(db: &C, locked: bool) -> Result<Vec<Uuid>, Problem> {
    let mut query = account::Entity::find()
        .filter(account::Column::Role.eq(StaffRole::Admin))
        .filter(has_status(AccountStatus::Active))
        .order_by_asc(account::Column::Id);
    if locked {
        query = query.lock_exclusive();
    }
    Ok(query.all(db).await?.into_iter().map(|account| account.id).collect())
}

/// Who may have the daily work of the club, by name.
pub async fn staff<C: ConnectionTrait>(db: &C) -> Result<Vec<StaffCard>, Problem> {
    let rows = account::Entity::find()
        .find_also_related(person::Entity)
        .filter(account::Column::Role.is_not_null())
        .filter(account::Column::DisabledAt.is_null())
        .order_by_asc(person::Column::NameKey)
        .order_by_asc(account::Column::Id)
        .all(db)
        .await?;
    let cards = rows.iter().filter_map(|(account, person)| {
        let person = person.as_ref()?;
        Some(StaffCard { id: account.id, name: label(account, person), role: account.role? })
    });
    Ok(cards.collect())
}

pub fn subject(account: &account::Model, administrators: &[Uuid]) -> Subject {
    Subject {
        id: account.id,
        disabled: account.disabled_at.is_some(),
        invited: status(account) == AccountStatus::Invited,
        last_administrator: administrators == [account.id],
        second_factor: account.totp_confirmed_at.is_some(),
        second_factor_required: false,
    }
}

/// The holder of an account who has shown who they are, before there is a session.
pub fn shown(account: &account::Model, person: &person::Model) -> SignedIn {
    SignedIn {
        account_id: account.id,
        person_id: person.id,
        session_id: Uuid::nil(),
        name: label(account, person),
        role: account.role,
        second_factor: match account.totp_confirmed_at {
            Some(_) => SecondFactor::InForce,
            None => SecondFactor::Absent,
        },
        organisations: Vec::new(),
    }
}

/// Whether a club that demands a second factor of its team would still want this account's.
pub fn could_owe(account: &account::Model) -> bool {
    account.role.is_some() && account.totp_confirmed_at.is_none()
}

/// What else than the account itself decides what may be done with it.
pub struct Around {
    administrators: Vec<Uuid>,
    second_factor_required: bool,
}

pub async fn around<C: ConnectionTrait>(db: &C) -> Result<Around, Problem> {
    Ok(Around {
        administrators: administrators(db, false).await?,
        second_factor_required: club::settings(db).await?.second_factor_required,
    })
}

pub fn view(
    by: &Asker,
    account: &account::Model,
    person: &person::Model,
    organisations: Vec<Organisation>,
    around: &Around,
) -> Account {
    let second_factor_required = around.second_factor_required && account.role.is_some();
    let subject = Subject { second_factor_required, ..subject(account, &around.administrators) };
    let own = by.caller.person().is_some_and(|person| person.account_id == account.id);
    let may = rules::abilities(&by.caller, &subject);
    Account {
        id: account.id,
        person_id: person.id,
        given_name: person.given_name.clone(),
        family_name: person.family_name.clone(),
        name: full_name(person),
        email: account.email.clone(),
        language: AccountLanguage::of(&person.language),
        role: account.role,
        organisations,
        status: status(account),
        second_factor: subject.second_factor,
        second_factor_required,
        second_factor_due: own && by.caller.owes_second_factor(),
        invitation_until: account.invitation_until,
        last_sign_in_at: account.last_sign_in_at,
        revision: account.revision,
        abilities: AccountAbilities {
            edit: Ability::of(&may.edit, by.language),
            change_email: Ability::of(&may.change_email, by.language),
            change_role: Ability::of(&may.change_role, by.language),
            disable: Ability::of(&may.disable, by.language),
            restore: Ability::of(&may.restore, by.language),
            invite: Ability::of(&may.invite, by.language),
            reset_second_factor: Ability::of(&may.reset_second_factor, by.language),
            turn_off_second_factor: Ability::of(&may.turn_off_second_factor, by.language),
        },
    }
}

/// The person of this name and address whom the club already knows as a contact, and who has no account yet.
pub async fn known_person<C: ConnectionTrait>(
    db: &C,
    email: &str,
    name_key: &str,
) -> Result<Option<person::Model>, Problem> {
    Ok(person::Entity::find()
        .filter(person::Column::NameKey.eq(name_key))
        .filter(
            person::Column::Id.in_subquery(
                contact::Entity::find()
                    .select_only()
                    .column(contact::Column::PersonId)
                    .join(JoinType::InnerJoin, contact::Relation::Address.def())
                    .filter(address::Column::EmailKey.eq(email_key(email)))
                    .into_query(),
            ),
        )
        .filter(
            person::Column::Id
                .not_in_subquery(account::Entity::find().select_only().column(account::Column::PersonId).into_query()),
        )
        .order_by_asc(person::Column::Id)
        .one(db)
        .await?)
}

/// Which of these members are there and not archived.
pub async fn live_members<C: ConnectionTrait>(db: &C, ids: &[Uuid]) -> Result<Vec<Uuid>, Problem> {
    Ok(member::Entity::find()
        .select_only()
        .column(member::Column::Id)
        .filter(member::Column::Id.is_in(ids.iter().copied()))
        .filter(member::Column::ArchivedAt.is_null())
        .into_tuple()
        .all(db)
        .await?)
}

/// Makes these all the organisations that the account acts for. Links to archived members stay: they give no right,
/// and come back with the member.
pub async fn set_organisations(work: &Work, account: Uuid, wanted: &[OrganisationForm]) -> Result<(), Problem> {
    steward::Entity::delete_many()
        .filter(steward::Column::AccountId.eq(account))
        .filter(
            steward::Column::MemberId.in_subquery(
                member::Entity::find()
                    .select_only()
                    .column(member::Column::Id)
                    .filter(member::Column::ArchivedAt.is_null())
                    .into_query(),
            ),
        )
        .exec(work.tx())
        .await?;
    if !wanted.is_empty() {
        let rows = wanted.iter().map(|one| steward::ActiveModel {
            account_id: Set(account),
            member_id: Set(one.member_id),
            role: Set(one.role),
            created_at: Set(work.now),
        });
        steward::Entity::insert_many(rows).exec_without_returning(work.tx()).await?;
    }
    Ok(())
}

/// Makes the account a manager of the member, beside whatever it acts for.
pub async fn add_manager(work: &Work, account: Uuid, member: Uuid) -> Result<(), Problem> {
    steward::Entity::insert(steward::ActiveModel {
        account_id: Set(account),
        member_id: Set(member),
        role: Set(MemberRole::Manager),
        created_at: Set(work.now),
    })
    .on_conflict(
        OnConflict::columns([steward::Column::AccountId, steward::Column::MemberId])
            .update_column(steward::Column::Role)
            .to_owned(),
    )
    .exec_without_returning(work.tx())
    .await?;
    Ok(())
}
