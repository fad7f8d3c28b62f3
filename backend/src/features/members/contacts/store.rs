//! The SQL of contacts, people and addresses.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use kernel::{
    problem::Problem,
    trade::{Consent, Deliverability},
    words,
};
use platform::{
    Work,
    forgetting::BLANK,
    mail::{Stop, stops},
    many,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, JoinType, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, RelationTrait,
    sea_query::{Expr, ExprTrait, LikeExpr, OnConflict, Query},
};
use tables::{account, address, consent_event, contact, contact_text, delivery, member, person};
use uuid::Uuid;

use super::consent::Saying;

/// How the club learned that an address must not be written to, when its holder was erased.
const SUPPRESSED: &str = "Liste d’opposition";

/// A contact with its person and address.
#[derive(Debug, Clone)]
pub struct Known {
    pub contact: contact::Model,
    pub person: person::Model,
    pub address: Option<address::Model>,
}

pub async fn find<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<contact::Model>, Problem> {
    Ok(contact::Entity::find_by_id(id).one(db).await?)
}

async fn known<C: ConnectionTrait>(db: &C, which: Condition) -> Result<Vec<Known>, Problem> {
    let rows = contact::Entity::find()
        .find_also_related(person::Entity)
        .find_also_related(address::Entity)
        .filter(which)
        .order_by_desc(contact::Column::Main)
        .order_by_asc(contact::Column::Position)
        .order_by_asc(contact::Column::Id)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(contact, person, address)| person.map(|person| Known { contact, person, address }))
        .collect())
}

pub async fn known_by_id<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Known, Problem> {
    known(db, Condition::all().add(contact::Column::Id.eq(id))).await?.pop().ok_or_else(Problem::not_found)
}

/// These, whichever are there.
pub async fn known_by_ids<C: ConnectionTrait>(db: &C, ids: &[Uuid]) -> Result<Vec<Known>, Problem> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    known(db, Condition::all().add(contact::Column::Id.is_in(ids.iter().copied()))).await
}

/// Whether this person is known to sign in.
pub async fn account_of<C: ConnectionTrait>(db: &C, person: Uuid) -> Result<Option<Uuid>, Problem> {
    let account = account::Entity::find().filter(account::Column::PersonId.eq(person)).one(db).await?;
    Ok(account.map(|account| account.id))
}

/// The people of a member, the main one first.
pub async fn of_member<C: ConnectionTrait>(db: &C, member: Uuid) -> Result<Vec<Known>, Problem> {
    known(db, Condition::all().add(contact::Column::MemberId.eq(member))).await
}

/// The people of these members who are there, the main ones first.
pub async fn of_members<C: ConnectionTrait>(
    db: &C,
    members: &[Uuid],
    today: NaiveDate,
) -> Result<HashMap<Uuid, Vec<Known>>, Problem> {
    let there = Condition::any().add(contact::Column::ToOn.is_null()).add(contact::Column::ToOn.gte(today));
    let mut found: HashMap<Uuid, Vec<Known>> = HashMap::new();
    for chunk in members.chunks(super::super::store::CHUNK) {
        let of = Condition::all().add(contact::Column::MemberId.is_in(chunk.iter().copied())).add(there.clone());
        for one in known(db, of).await? {
            found.entry(one.contact.member_id).or_default().push(one);
        }
    }
    Ok(found)
}

/// Whether a contact has ended by `today`.
pub fn has_ended(row: &contact::Model, today: NaiveDate) -> bool {
    row.to_on.is_some_and(|last| last < today)
}

pub async fn insert<C: ConnectionTrait>(tx: &C, row: contact::Model) -> Result<(), Problem> {
    let written = row.clone();
    contact::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    keep_texts(tx, &[written]).await
}

pub async fn update<C: ConnectionTrait>(tx: &C, row: contact::Model) -> Result<(), Problem> {
    keep_texts(tx, std::slice::from_ref(&row)).await?;
    contact::Entity::update(row.into_active_model().reset_all()).exec(tx).await?;
    Ok(())
}

/// What a contact is found by, beside its record.
pub fn folded(row: &contact::Model) -> contact_text::Model {
    contact_text::Model { contact_id: row.id, function: row.function.as_deref().map(words::fold) }
}

/// What filters search of these contacts, which are there.
pub async fn keep_texts<C: ConnectionTrait>(tx: &C, rows: &[contact::Model]) -> Result<(), Problem> {
    Ok(many::overwrite::<contact_text::Entity, C>(tx, rows.iter().map(folded).collect()).await?)
}

/// Makes this contact the only main one of its member; with `None`, nobody is.
pub async fn set_main<C: ConnectionTrait>(tx: &C, member: Uuid, main: Option<Uuid>) -> Result<(), Problem> {
    let set = |value: bool| contact::ActiveModel { main: Set(value), ..Default::default() };
    contact::Entity::update_many()
        .set(set(false))
        .filter(contact::Column::MemberId.eq(member))
        .filter(contact::Column::Main.eq(true))
        .exec(tx)
        .await?;
    if let Some(id) = main {
        contact::Entity::update_many().set(set(true)).filter(contact::Column::Id.eq(id)).exec(tx).await?;
    }
    Ok(())
}

/// The address of this e-mail, made if it is new. What is known of it stays as it is; one whose holder was erased comes
/// back as that of somebody who objects, until they say otherwise.
pub async fn address_of(work: &Work, email: &kernel::email::Email) -> Result<Uuid, Problem> {
    let tx = work.tx();
    let stopped = stops(&work.house.vault, tx, [email.as_str()]).await?;
    let suppressed = stopped.get(email.as_str()) == Some(&Stop::Objected);
    let (consent, origin) = match suppressed {
        true => (Consent::Objected, Some(SUPPRESSED.to_owned())),
        false => (Consent::None, None),
    };
    address::Entity::insert(address::ActiveModel {
        id: Set(kernel::ids::new_id()),
        email: Set(email.as_str().to_owned()),
        email_key: Set(email.key()),
        deliverability: Set(Deliverability::Unknown),
        deliverability_on: Set(None),
        consent: Set(consent),
        consent_on: Set(None),
        consent_origin: Set(origin),
    })
    .on_conflict(OnConflict::column(address::Column::EmailKey).do_nothing().to_owned())
    .exec_without_returning(tx)
    .await?;
    let row = address::Entity::find().filter(address::Column::EmailKey.eq(email.key())).one(tx).await?;
    row.map(|row| row.id).ok_or_else(|| Problem::bug("an address that was just written is missing"))
}

/// What the holders of these addresses said.
pub async fn set_consents<C: ConnectionTrait>(
    tx: &C,
    ids: &[Uuid],
    consent: Consent,
    on: NaiveDate,
    origin: Option<&str>,
) -> Result<(), Problem> {
    if ids.is_empty() {
        return Ok(());
    }
    address::Entity::update_many()
        .set(address::ActiveModel {
            consent: Set(consent),
            consent_on: Set(Some(on)),
            consent_origin: Set(origin.map(str::to_owned)),
            ..Default::default()
        })
        .filter(address::Column::Id.is_in(ids.iter().copied()))
        .exec(tx)
        .await?;
    Ok(())
}

/// Writes a word of somebody down, once for each address it is about. Gives the ids.
pub async fn keep_consents(
    work: &Work,
    person: Uuid,
    saying: &Saying,
    addresses: &[Option<Uuid>],
) -> Result<Vec<Uuid>, Problem> {
    let (by_kind, by_id, by_name) = work.by.caller.signature();
    let ids: Vec<Uuid> = addresses.iter().map(|_| kernel::ids::new_id()).collect();
    let rows = ids.iter().zip(addresses).map(|(id, address)| consent_event::ActiveModel {
        id: Set(*id),
        person_id: Set(person),
        address_id: Set(*address),
        purpose: Set(saying.purpose),
        action: Set(saying.action),
        said_on: Set(saying.on),
        way: Set(saying.way),
        origin: Set(saying.origin.clone()),
        text_shown: Set(saying.text_shown.clone()),
        by_kind: Set(by_kind.to_owned()),
        by_id: Set(by_id),
        by_name: Set(by_name.clone()),
        recorded_at: Set(work.now),
    });
    consent_event::Entity::insert_many(rows).exec_without_returning(work.tx()).await?;
    Ok(ids)
}

/// The functions of somebody, those that have ended too.
pub async fn of_person<C: ConnectionTrait>(db: &C, person: Uuid) -> Result<Vec<Known>, Problem> {
    known(db, Condition::all().add(contact::Column::PersonId.eq(person))).await
}

pub async fn update_address<C: ConnectionTrait>(tx: &C, row: address::Model) -> Result<(), Problem> {
    address::Entity::update(row.into_active_model().reset_all()).exec(tx).await?;
    Ok(())
}

pub async fn person<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<person::Model>, Problem> {
    Ok(person::Entity::find_by_id(id).one(db).await?)
}

/// The people who are reached, or sign in, by this e-mail and have this name.
pub async fn namesakes<C: ConnectionTrait>(db: &C, email_key: &str, name_key: &str) -> Result<Vec<Uuid>, Problem> {
    let by_contact = Query::select()
        .column((contact::Entity, contact::Column::PersonId))
        .from(contact::Entity)
        .inner_join(
            address::Entity,
            Expr::col((address::Entity, address::Column::Id)).equals((contact::Entity, contact::Column::AddressId)),
        )
        .and_where(address::Column::EmailKey.eq(email_key))
        .to_owned();
    let by_account = Query::select()
        .column(account::Column::PersonId)
        .from(account::Entity)
        .and_where(account::Column::EmailKey.eq(email_key))
        .to_owned();
    Ok(person::Entity::find()
        .select_only()
        .column(person::Column::Id)
        .filter(person::Column::NameKey.eq(name_key))
        .filter(
            Condition::any()
                .add(person::Column::Id.in_subquery(by_contact))
                .add(person::Column::Id.in_subquery(by_account)),
        )
        .order_by_asc(person::Column::Id)
        .into_tuple()
        .all(db)
        .await?)
}

pub fn person_key(given: &str, family: &str) -> String {
    words::name_key(&format!("{family} {given}"))
}

pub async fn insert_person(work: &Work, given: &str, family: &str) -> Result<Uuid, Problem> {
    let id = kernel::ids::new_id();
    person::Entity::insert(person::ActiveModel {
        id: Set(id),
        given_name: Set(given.to_owned()),
        family_name: Set(family.to_owned()),
        name_key: Set(person_key(given, family)),
        language: Set("fr".to_owned()),
        created_at: Set(work.now),
        updated_at: Set(work.now),
    })
    .exec_without_returning(work.tx())
    .await?;
    Ok(id)
}

pub async fn rename_person(work: &Work, id: Uuid, given: &str, family: &str) -> Result<(), Problem> {
    person::Entity::update(person::ActiveModel {
        id: Set(id),
        given_name: Set(given.to_owned()),
        family_name: Set(family.to_owned()),
        name_key: Set(person_key(given, family)),
        updated_at: Set(work.now),
        ..Default::default()
    })
    .exec(work.tx())
    .await?;
    Ok(())
}

/// The members where this person, or this address, is a contact.
pub async fn members_with<C: ConnectionTrait>(db: &C, which: Condition) -> Result<Vec<Uuid>, Problem> {
    Ok(contact::Entity::find()
        .select_only()
        .distinct()
        .column(contact::Column::MemberId)
        .filter(which)
        .into_tuple()
        .all(db)
        .await?)
}

/// The address that a delivery goes to.
pub async fn recipient<C: ConnectionTrait>(db: &C, delivery: Uuid) -> Result<Option<String>, Problem> {
    Ok(delivery::Entity::find_by_id(delivery).one(db).await?.map(|row| row.to_address))
}

pub async fn address<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<address::Model>, Problem> {
    Ok(address::Entity::find_by_id(id).one(db).await?)
}

/// The members that are written to at this address: it is their own, or one of their people's. Sorted.
pub async fn members_reached_at<C: ConnectionTrait>(db: &C, email_key: &str) -> Result<Vec<Uuid>, Problem> {
    let of_people = contact::Entity::find()
        .select_only()
        .distinct()
        .column(contact::Column::MemberId)
        .join(JoinType::InnerJoin, contact::Relation::Address.def())
        .filter(address::Column::EmailKey.eq(email_key))
        .into_tuple::<Uuid>()
        .all(db)
        .await?;
    let own = member::Entity::find()
        .select_only()
        .column(member::Column::Id)
        .filter(member::Column::EmailKey.eq(email_key))
        .into_tuple::<Uuid>()
        .all(db)
        .await?;
    let all: BTreeSet<Uuid> = of_people.into_iter().chain(own).collect();
    Ok(all.into_iter().collect())
}

/// The members with somebody whose last day is past: the main one, or anybody since `since`.
pub async fn members_with_ended<C: ConnectionTrait>(
    db: &C,
    since: NaiveDate,
    today: NaiveDate,
) -> Result<Vec<Uuid>, Problem> {
    let lately = Condition::any().add(contact::Column::Main.eq(true)).add(contact::Column::ToOn.gte(since));
    members_with(db, Condition::all().add(contact::Column::ToOn.lt(today)).add(lately)).await
}

/// Forgets a contact, its person if it is nobody else's and has no account, and its address if nothing else needs it.
/// Gives the address, in lower case, whose objection went with it: a mark of it is to be kept.
pub async fn erase<C: ConnectionTrait>(tx: &C, row: &Known) -> Result<Option<String>, Problem> {
    contact::Entity::delete_by_id(row.contact.id).exec(tx).await?;
    let elsewhere = contact::Entity::find().filter(contact::Column::PersonId.eq(row.person.id)).count(tx).await?;
    let accounts = account::Entity::find().filter(account::Column::PersonId.eq(row.person.id)).count(tx).await?;
    if elsewhere + accounts == 0 {
        person::Entity::delete_by_id(row.person.id).exec(tx).await?;
    }
    let Some(address) = &row.address else { return Ok(None) };
    let users = contact::Entity::find().filter(contact::Column::AddressId.eq(address.id)).count(tx).await?;
    if users > 0 {
        return Ok(None);
    }
    address::Entity::delete_by_id(address.id).exec(tx).await?;
    Ok((address.consent == Consent::Objected).then(|| address.email_key.clone()))
}

/// Deletes these contacts, and those of these addresses that nobody else uses: of an objection, a mark was kept.
pub async fn erase_contacts<C: ConnectionTrait>(tx: &C, contacts: &[Uuid], addresses: &[Uuid]) -> Result<(), Problem> {
    contact::Entity::delete_many().filter(contact::Column::Id.is_in(contacts.iter().copied())).exec(tx).await?;
    let used = contact::Entity::find()
        .select_only()
        .distinct()
        .column(contact::Column::AddressId)
        .filter(contact::Column::AddressId.is_in(addresses.iter().copied()))
        .into_tuple::<Option<Uuid>>()
        .all(tx)
        .await?;
    let unused = addresses.iter().copied().filter(|id| !used.contains(&Some(*id)));
    address::Entity::delete_many().filter(address::Column::Id.is_in(unused)).exec(tx).await?;
    Ok(())
}

/// Whoever does something with this person, too, waits until the end of the transaction.
pub async fn hold_person<C: ConnectionTrait>(tx: &C, id: Uuid) -> Result<(), Problem> {
    person::Entity::find_by_id(id).lock_exclusive().one(tx).await?;
    Ok(())
}

/// The person goes; where an account must stay, somebody without a name does.
pub async fn end_person(work: &Work, id: Uuid) -> Result<(), Problem> {
    let account = account::Entity::find().filter(account::Column::PersonId.eq(id)).one(work.tx()).await?;
    if account.is_none() {
        person::Entity::delete_by_id(id).exec(work.tx()).await?;
        return Ok(());
    }
    person::Entity::update_many()
        .set(person::ActiveModel {
            given_name: Set(String::new()),
            family_name: Set(BLANK.to_owned()),
            name_key: Set(BLANK.to_owned()),
            updated_at: Set(work.now),
            ..Default::default()
        })
        .filter(person::Column::Id.eq(id))
        .exec(work.tx())
        .await?;
    Ok(())
}

/// People by the beginnings of their names, or of an address of theirs.
pub async fn search<C: ConnectionTrait>(db: &C, q: &str, limit: u64) -> Result<Vec<person::Model>, Problem> {
    let folded = words::fold(q);
    let mut by_name = Condition::all();
    for word in folded.split(' ').filter(|word| !word.is_empty()) {
        let like = Condition::any()
            .add(person::Column::NameKey.like(format!("{word}%")))
            .add(person::Column::NameKey.like(format!("% {word}%")));
        by_name = by_name.add(like);
    }
    let beginning: String = q.trim().to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let by_address = Query::select()
        .column((contact::Entity, contact::Column::PersonId))
        .from(contact::Entity)
        .inner_join(
            address::Entity,
            Expr::col((address::Entity, address::Column::Id)).equals((contact::Entity, contact::Column::AddressId)),
        )
        .and_where(
            Expr::col((address::Entity, address::Column::EmailKey))
                .like(LikeExpr::new(format!("{beginning}%")).escape('\\')),
        )
        .to_owned();
    let mut any = Condition::any().add(person::Column::Id.in_subquery(by_address));
    if !by_name.is_empty() {
        any = any.add(by_name);
    }
    Ok(person::Entity::find()
        .filter(any)
        .order_by_asc(person::Column::NameKey)
        .order_by_asc(person::Column::Id)
        .limit(limit)
        .all(db)
        .await?)
}

/// These people, in this order; those who are not there are left out.
pub async fn persons<C: ConnectionTrait>(db: &C, ids: &[Uuid]) -> Result<Vec<person::Model>, Problem> {
    let rows = person::Entity::find().filter(person::Column::Id.is_in(ids.iter().copied())).all(db).await?;
    let mut found: HashMap<Uuid, person::Model> = rows.into_iter().map(|person| (person.id, person)).collect();
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// Where these people have a function today: person, member, its name, function, e-mail.
pub type FunctionRow = (Uuid, Uuid, String, Option<String>, Option<String>);

pub async fn functions<C: ConnectionTrait>(
    db: &C,
    people: Vec<Uuid>,
    today: NaiveDate,
) -> Result<HashMap<Uuid, Vec<FunctionRow>>, Problem> {
    let rows: Vec<FunctionRow> = contact::Entity::find()
        .select_only()
        .columns([contact::Column::PersonId, contact::Column::MemberId])
        .column(member::Column::Name)
        .column(contact::Column::Function)
        .column(address::Column::Email)
        .join(JoinType::InnerJoin, contact::Relation::Member.def())
        .join(JoinType::LeftJoin, contact::Relation::Address.def())
        .filter(contact::Column::PersonId.is_in(people))
        .filter(Condition::any().add(contact::Column::ToOn.is_null()).add(contact::Column::ToOn.gte(today)))
        .filter(member::Column::ArchivedAt.is_null())
        .order_by_asc(member::Column::NameKey)
        .into_tuple()
        .all(db)
        .await?;
    let mut found: HashMap<Uuid, Vec<FunctionRow>> = HashMap::new();
    for row in rows {
        found.entry(row.0).or_default().push(row);
    }
    Ok(found)
}
