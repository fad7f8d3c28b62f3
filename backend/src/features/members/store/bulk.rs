//! Many members written or taken away at once, set-based. Audit and change set are the caller's: only it knows why.

use std::collections::BTreeSet;

use kernel::{
    problem::Problem,
    trade::{Consent, Deliverability},
};
use platform::{House, Work, many};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};
use tables::{account, address, contact, contact_text, member, member_status, member_text, member_value, person};
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

/// The same, ready to be written.
pub struct Ready {
    new_persons: many::Ready<person::Entity>,
    changed_persons: many::Ready<person::Entity>,
    new_addresses: many::Ready<address::Entity>,
    new_members: many::Ready<member::Entity>,
    changed_members: many::Ready<member::Entity>,
    member_texts: many::Ready<member_text::Entity>,
    new_contacts: many::Ready<contact::Entity>,
    changed_contacts: many::Ready<contact::Entity>,
    contact_texts: many::Ready<contact_text::Entity>,
    gone_contacts: Vec<Uuid>,
    steps: many::Ready<member_status::Entity>,
    rewritten: Vec<Uuid>,
    topics: Vec<(Uuid, Vec<Uuid>)>,
    custom: Vec<(Uuid, Vec<member_value::Model>)>,
}

/// Makes the rows ready. Whatever they say of it, members are updated when they are written.
pub fn ready(house: &House, rows: Rows) -> Result<Ready, Problem> {
    const UPDATED: &[member::Column] = &[member::Column::UpdatedAt];
    let backend = house.db.backend();
    let members = rows.new_members.iter().chain(&rows.changed_members);
    let contacts = rows.new_contacts.iter().chain(&rows.changed_contacts);
    Ok(Ready {
        member_texts: many::over(backend, members.map(super::folded).collect(), &[])?,
        contact_texts: many::over(backend, contacts.map(contacts::folded).collect(), &[])?,
        new_persons: many::new(backend, rows.new_persons, &[])?,
        changed_persons: many::over(backend, rows.changed_persons, &[])?,
        new_addresses: many::new(backend, rows.new_addresses, &[])?,
        new_members: many::new(backend, rows.new_members, UPDATED)?,
        changed_members: many::over(backend, rows.changed_members, UPDATED)?,
        new_contacts: many::new(backend, rows.new_contacts, &[])?,
        changed_contacts: many::over(backend, rows.changed_contacts, &[])?,
        gone_contacts: rows.gone_contacts,
        steps: many::new(backend, rows.steps, &[])?,
        rewritten: rows.rewritten,
        topics: rows.topics,
        custom: rows.custom,
    })
}

/// Writes the rows. A broken uniqueness is a 409 that names the field.
pub async fn write(work: &Work, rows: Rows) -> Result<(), Problem> {
    write_ready(work, ready(&work.house, rows)?).await
}

/// Writes the rows made ready.
pub async fn write_ready(work: &Work, rows: Ready) -> Result<(), Problem> {
    let tx = work.tx();
    work.put(rows.new_persons).await?;
    work.put(rows.changed_persons).await?;
    work.put(rows.new_addresses).await?;
    rows.new_members.put(tx, work.now).await.map_err(super::taken)?;
    rows.changed_members.put(tx, work.now).await.map_err(super::taken)?;
    // Texts stand under their record, which may come back with this very write.
    work.put(rows.member_texts).await?;
    for chunk in rows.gone_contacts.chunks(CHUNK) {
        contact::Entity::delete_many().filter(contact::Column::Id.is_in(chunk.iter().copied())).exec(tx).await?;
    }
    work.put(rows.changed_contacts).await?;
    work.put(rows.new_contacts).await?;
    work.put(rows.contact_texts).await?;
    for chunk in rows.rewritten.chunks(CHUNK) {
        let of = member_status::Column::MemberId.is_in(chunk.iter().copied());
        member_status::Entity::delete_many().filter(of).exec(tx).await?;
    }
    work.put(rows.steps).await?;
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
