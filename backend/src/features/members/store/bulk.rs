//! Many members written or taken away at once, set-based. Audit and change set are the caller's: only it knows why.

use std::collections::BTreeSet;

use kernel::{
    problem::Problem,
    trade::{Consent, Deliverability},
};
use platform::{Work, many};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};
use tables::{account, address, contact, member, member_status, member_value, person};
use uuid::Uuid;

use super::{
    super::{contacts, custom},
    CHUNK,
};

/// Rows to be written together.
#[derive(Debug, Default)]
pub struct Rows {
    pub new_persons: Vec<person::Model>,
    pub changed_persons: Vec<person::Model>,
    pub new_addresses: Vec<address::Model>,
    pub new_members: Vec<member::Model>,
    pub changed_members: Vec<member::Model>,
    pub new_contacts: Vec<contact::Model>,
    pub changed_contacts: Vec<contact::Model>,
    pub gone_contacts: Vec<Uuid>,
    /// All steps of members whose history is another now, and of new ones.
    pub steps: Vec<member_status::Model>,
    /// Members whose steps are replaced.
    pub rewritten: Vec<Uuid>,
    /// All topics of these members.
    pub topics: Vec<(Uuid, Vec<Uuid>)>,
    /// All values of these members in the fields of the club.
    pub custom: Vec<(Uuid, Vec<member_value::Model>)>,
}

/// Writes the rows. A broken uniqueness is a 409 that names the field.
pub async fn write(work: &Work, rows: Rows) -> Result<(), Problem> {
    let tx = work.tx();
    many::insert::<person::Entity, _>(tx, rows.new_persons).await?;
    many::overwrite::<person::Entity, _>(tx, rows.changed_persons).await?;
    many::insert::<address::Entity, _>(tx, rows.new_addresses).await?;
    super::insert(tx, rows.new_members).await?;
    super::overwrite(tx, rows.changed_members).await?;
    for chunk in rows.gone_contacts.chunks(CHUNK) {
        contact::Entity::delete_many().filter(contact::Column::Id.is_in(chunk.iter().copied())).exec(tx).await?;
    }
    // Texts stand under their contact, which may come back with this very write.
    many::overwrite::<contact::Entity, _>(tx, rows.changed_contacts.clone()).await?;
    many::insert::<contact::Entity, _>(tx, rows.new_contacts.clone()).await?;
    contacts::keep_texts(tx, &[rows.changed_contacts, rows.new_contacts].concat()).await?;
    for chunk in rows.rewritten.chunks(CHUNK) {
        let of = member_status::Column::MemberId.is_in(chunk.iter().copied());
        member_status::Entity::delete_many().filter(of).exec(tx).await?;
    }
    many::insert::<member_status::Entity, _>(tx, rows.steps).await?;
    custom::replace(tx, rows.custom).await?;
    super::replace_topics(tx, rows.topics).await
}

/// The members that these people are contacts of.
pub async fn sharers<C: ConnectionTrait>(tx: &C, persons: &[Uuid]) -> Result<Vec<Uuid>, Problem> {
    let mut sharers = BTreeSet::new();
    for chunk in persons.chunks(CHUNK) {
        let rows = contact::Entity::find()
            .select_only()
            .distinct()
            .column(contact::Column::MemberId)
            .filter(contact::Column::PersonId.is_in(chunk.iter().copied()))
            .into_tuple::<Uuid>();
        sharers.extend(rows.all(tx).await?);
    }
    Ok(sharers.into_iter().collect())
}

/// Takes members away, with their history, topics, values and contacts.
pub async fn remove(work: &Work, members: &[Uuid]) -> Result<(), Problem> {
    for chunk in members.chunks(CHUNK) {
        let tx = work.tx();
        contact::Entity::delete_many().filter(contact::Column::MemberId.is_in(chunk.iter().copied())).exec(tx).await?;
        member::Entity::delete_many().filter(member::Column::Id.is_in(chunk.iter().copied())).exec(tx).await?;
    }
    Ok(())
}

/// Takes away those of these persons and addresses that nobody needs any more. An address whose holder has said
/// something about being written to stays: an objection must outlive every import. So does one where nothing arrives.
pub async fn remove_unused(work: &Work, persons: &[Uuid], addresses: &[Uuid]) -> Result<(), Problem> {
    let tx = work.tx();
    for chunk in persons.chunks(CHUNK) {
        let me = || Expr::col((person::Entity, person::Column::Id));
        // Asked one by one, by an index: of a large club, the list of all who are needed is long.
        let contacts = named(contact::Entity, contact::Column::PersonId, me());
        let accounts = named(account::Entity, account::Column::PersonId, me());
        person::Entity::delete_many()
            .filter(person::Column::Id.is_in(chunk.iter().copied()))
            .filter(Expr::not_exists(contacts))
            .filter(Expr::not_exists(accounts))
            .exec(tx)
            .await?;
    }
    for chunk in addresses.chunks(CHUNK) {
        let contacts =
            named(contact::Entity, contact::Column::AddressId, Expr::col((address::Entity, address::Column::Id)));
        address::Entity::delete_many()
            .filter(address::Column::Id.is_in(chunk.iter().copied()))
            .filter(address::Column::Consent.eq(Consent::None))
            .filter(address::Column::Deliverability.ne(Deliverability::Bounced))
            .filter(Expr::not_exists(contacts))
            .exec(tx)
            .await?;
    }
    Ok(())
}

/// The rows that name this one in that column.
fn named<E: EntityTrait>(rows: E, column: E::Column, this: Expr) -> SelectStatement {
    Query::select().expr(Expr::val(1)).from(rows).and_where(Expr::col((rows, column)).eq(this)).to_owned()
}
