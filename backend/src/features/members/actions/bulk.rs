//! Many members written, put back or taken away at once, set-based. Audit and change set are the caller's: only it knows
//! why.

use std::collections::{BTreeSet, HashSet};

use kernel::{
    problem::Problem,
    trade::{Consent, Deliverability},
};
use platform::{
    Work,
    audit::{Entry, differences},
    dependents::Renaming,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait, Query},
};
use serde_json::json;
use tables::{account, address, contact, member, member_status, member_value, person};
use uuid::Uuid;

use super::super::{
    contacts, custom,
    store::{self, CHUNK, overwrite_all},
    whole::{Whole, hold},
};
use crate::features::club;

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
    add::<person::Entity, _>(tx, rows.new_persons).await?;
    overwrite_all::<person::Entity, _>(tx, rows.changed_persons).await?;
    add::<address::Entity, _>(tx, rows.new_addresses).await?;
    store::insert(tx, rows.new_members).await?;
    store::overwrite(tx, rows.changed_members).await?;
    for chunk in rows.gone_contacts.chunks(CHUNK) {
        contact::Entity::delete_many().filter(contact::Column::Id.is_in(chunk.iter().copied())).exec(tx).await?;
    }
    contacts::keep_texts(tx, &rows.changed_contacts).await?;
    overwrite_all::<contact::Entity, _>(tx, rows.changed_contacts).await?;
    let new = rows.new_contacts;
    add::<contact::Entity, _>(tx, new.clone()).await?;
    contacts::keep_texts(tx, &new).await?;
    for chunk in rows.rewritten.chunks(CHUNK) {
        let of = member_status::Column::MemberId.is_in(chunk.iter().copied());
        member_status::Entity::delete_many().filter(of).exec(tx).await?;
    }
    add::<member_status::Entity, _>(tx, rows.steps).await?;
    custom::replace(tx, rows.custom).await?;
    store::replace_topics(tx, rows.topics).await
}

async fn add<E, C>(tx: &C, rows: Vec<E::Model>) -> Result<(), Problem>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    C: ConnectionTrait,
{
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let chunk = rows.by_ref().take(CHUNK).map(IntoActiveModel::into_active_model);
        E::insert_many(chunk).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Puts members back as they were: `before` and what they are `now`, in the same order. The revision goes on, so that no
/// entity tag ever means two things; what derives from the ledger stays, it is recomputed from there.
pub async fn put_back(work: &Work, pairs: &[(Whole, Whole)]) -> Result<(), Problem> {
    let mut rows = Rows::default();
    let topics: HashSet<Uuid> = pairs.iter().flat_map(|(before, _)| before.topics.iter().map(|(id, _)| *id)).collect();
    // One that the club gave up since does not come back with a member.
    let topics = store::known_topics(work.tx(), &topics.into_iter().collect::<Vec<_>>()).await?;
    for (before, now) in pairs {
        let mut member = before.member.clone();
        member.revision = now.member.revision + 1;
        member.updated_at = work.now;
        member.last_contact_on = now.member.last_contact_on;
        member.last_personal_contact_on = now.member.last_personal_contact_on;
        member.contact_due_on = now.member.contact_due_on;
        rows.rewritten.push(member.id);
        rows.steps.extend(before.steps.iter().cloned());
        rows.topics
            .push((member.id, before.topics.iter().map(|(id, _)| *id).filter(|id| topics.contains_key(id)).collect()));
        if before.custom != now.custom {
            rows.custom.push((member.id, before.custom.iter().map(|(_, row)| row.clone()).collect()));
        }
        let kept: HashSet<Uuid> = before.contacts.iter().map(|held| held.contact.id).collect();
        rows.gone_contacts.extend(now.contacts.iter().map(|held| held.contact.id).filter(|id| !kept.contains(id)));
        for held in &before.contacts {
            let is = now.contacts.iter().find(|other| other.contact.id == held.contact.id);
            if is.is_none_or(|is| is.contact != held.contact) {
                rows.changed_contacts.push(held.contact.clone());
            }
            if is.is_some_and(|is| is.person != held.person)
                && !rows.changed_persons.iter().any(|person| person.id == held.person.id)
            {
                rows.changed_persons.push(held.person.clone());
            }
        }
        rows.changed_members.push(member);
    }
    let renamed: Vec<Uuid> = rows.changed_persons.iter().map(|person| person.id).collect();
    let put_back: HashSet<Uuid> = pairs.iter().map(|(before, _)| before.member.id).collect();
    write(work, rows).await?;
    tell_sharers(work, &renamed, &put_back).await
}

/// The other members of people who have another name now: they show it, and are found by it, under a revision of
/// their own. Those of `counted` have theirs already, and are only found anew.
pub async fn tell_sharers(work: &Work, persons: &[Uuid], counted: &HashSet<Uuid>) -> Result<(), Problem> {
    let tx = work.tx();
    let sharers = sharers(tx, persons).await?;
    let today = club::settings(tx).await?.today(work.now);
    for chunk in sharers.chunks(CHUNK) {
        let mut changed_members = Vec::with_capacity(chunk.len());
        for mut whole in hold(tx, chunk).await?.into_values() {
            let was = whole.member.clone();
            whole.settle_keys(today);
            if !counted.contains(&whole.member.id) {
                whole.member.revision += 1;
                whole.member.updated_at = work.now;
            }
            changed_members.extend(Some(whole.member).filter(|row| *row != was));
        }
        write(work, Rows { changed_members, ..Rows::default() }).await?;
    }
    Ok(())
}

/// The members of somebody who is about to have another name: they show it, are found by it, have a revision of their
/// own, and their audit tells it.
pub async fn rename(work: &Work, renaming: &Renaming) -> Result<(), Problem> {
    let tx = work.tx();
    let today = club::settings(tx).await?.today(work.now);
    let named =
        |(given, family): &(String, String)| json!({"contact.given_name": given, "contact.family_name": family});
    let changes = differences(&named(&renaming.before), &named(&renaming.after));
    let (given, family) = &renaming.after;
    for chunk in sharers(tx, &[renaming.person]).await?.chunks(CHUNK) {
        let (mut changed_members, mut entries) = (Vec::new(), Vec::new());
        for mut whole in hold(tx, chunk).await?.into_values() {
            for held in whole.contacts.iter_mut().filter(|held| held.person.id == renaming.person) {
                held.person.given_name.clone_from(given);
                held.person.family_name.clone_from(family);
            }
            whole.settle_keys(today);
            let mut member = whole.member;
            (member.revision, member.updated_at) = (member.revision + 1, work.now);
            let label = format!("{} · {}", member.name, format!("{given} {family}").trim());
            entries.push(Entry::new("edit_contact", "member", member.id, &label).with(changes.clone()));
            changed_members.push(member);
        }
        write(work, Rows { changed_members, ..Rows::default() }).await?;
        work.note(entries).await?;
    }
    Ok(())
}

/// The members that these people are contacts of.
async fn sharers<C: ConnectionTrait>(tx: &C, persons: &[Uuid]) -> Result<Vec<Uuid>, Problem> {
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
        let contacts = Query::select().column(contact::Column::PersonId).from(contact::Entity).to_owned();
        let accounts = Query::select().column(account::Column::PersonId).from(account::Entity).to_owned();
        person::Entity::delete_many()
            .filter(person::Column::Id.is_in(chunk.iter().copied()))
            .filter(Expr::col(person::Column::Id).not_in_subquery(contacts))
            .filter(Expr::col(person::Column::Id).not_in_subquery(accounts))
            .exec(tx)
            .await?;
    }
    for chunk in addresses.chunks(CHUNK) {
        let contacts = Query::select()
            .column(contact::Column::AddressId)
            .from(contact::Entity)
            .and_where(contact::Column::AddressId.is_not_null())
            .to_owned();
        address::Entity::delete_many()
            .filter(address::Column::Id.is_in(chunk.iter().copied()))
            .filter(address::Column::Consent.eq(Consent::None))
            .filter(address::Column::Deliverability.ne(Deliverability::Bounced))
            .filter(Expr::col(address::Column::Id).not_in_subquery(contacts))
            .exec(tx)
            .await?;
    }
    Ok(())
}
