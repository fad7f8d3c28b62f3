//! What the roll holds of members, their topics and their people; persons are read in `contacts`, values in `custom`.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{problem::Problem, trade::Deliverability, words};
use platform::{
    columns::{Columns, Gathering, instant, rows_of},
    packed::{self, Place},
};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, IdenStatic, Iterable, JoinType, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, RelationTrait,
};
use serde::Deserialize;
use tables::{
    address, contact,
    member::{self, Column as C},
    member_text, member_topic,
};
use uuid::Uuid;

use super::super::{contacts, custom, store};

/// What stands before the name of a column that holds its texts folded.
pub const FOLDED: &str = "folded.";
/// Whether the member's own address has bounced.
pub const ADDRESS_BOUNCED: &str = "address_bounced";
pub const IN_TERRITORY: &str = "in_territory";
/// Rows of members: which topics they have.
pub const TOPICS: &str = "topics";
/// Rows of members: their people, those who have gone too.
pub const PEOPLE: &str = "people";
/// Whether an e-mail reaches somebody.
pub const REACHED: &str = "reached";

/// Members that one statement reads.
const STEP: u64 = 5_000;

/// Columns of members that are held, by the names they have in the database.
macro_rules! member_row {
    (words { $($word:ident),+ $(,)? } ids { $($id:ident),+ } days { $($day:ident),+ $(,)? } instants { $($at:ident),+ }) => {
        #[derive(Deserialize)]
        struct MemberRow {
            id: Uuid,
            ex_officio: bool,
            $($word: Option<String>,)+
            $($id: Option<Uuid>,)+
            $($day: Option<NaiveDate>,)+
            $($at: Option<DateTime<Utc>>,)+
        }
        platform::by_place!(MemberRow { id, ex_officio, $($word,)+ $($id,)+ $($day,)+ $($at),+ });

        impl MemberRow {
            const COLUMNS: &[&str] = &[
                "id", "ex_officio", $(stringify!($word),)+ $(stringify!($id),)+ $(stringify!($day),)+ $(stringify!($at)),+
            ];

            fn put(&self, row: usize, own: &mut Gathering) {
                own.word(row, "ex_officio", Some(if self.ex_officio { "true" } else { "false" }));
                $(own.word(row, stringify!($word), self.$word.as_deref());)+
                $(own.word(row, stringify!($id), self.$id.map(|id| id.to_string()).as_deref());)+
                $(own.day(row, stringify!($day), self.$day);)+
                $(own.number(row, stringify!($at), self.$at.map(instant));)+
            }
        }
    };
}

member_row! {
    words {
        kind, size, name, name_key, search, legal_name, status, siren, siret, rna, amalia, insee_code, street,
        postal_code, commune_code, commune_name, commune_key, email_key, phone, website, description, charter_answer,
        source,
    }
    ids { referent_id, merged_into }
    days { joined_on, left_on, verified_on, last_contact_on, last_personal_contact_on, contact_due_on }
    instants { archived_at, created_at, updated_at }
}

fn columns_of_members() -> Vec<C> {
    let named = |name: &&str| C::iter().find(|column| column.as_str() == *name);
    MemberRow::COLUMNS.iter().filter_map(named).collect()
}

/// Reads all of it, as of the transaction's instant.
pub async fn read(tx: &DatabaseTransaction, columns: &mut Columns) -> Result<(), Problem> {
    *columns = members(tx).await?;
    texts(tx, columns).await?;
    topics(tx, columns).await?;
    people(tx, columns).await?;
    contacts::hold(tx, columns).await?;
    custom::hold(tx, columns).await
}

async fn members(tx: &DatabaseTransaction) -> Result<Columns, Problem> {
    let how_many = member::Entity::find().select_only().column(C::Id).count(tx).await?;
    let territory = store::territory(tx).await?;
    let bounced: Vec<String> = address::Entity::find()
        .select_only()
        .column(address::Column::EmailKey)
        .filter(address::Column::Deliverability.eq(Deliverability::Bounced))
        .into_tuple()
        .all(tx)
        .await?;
    let bounced: HashSet<String> = bounced.into_iter().collect();
    let places: Vec<Place> = columns_of_members().into_iter().map(Place::of).collect();
    let mut own = Gathering::of(how_many as usize);
    let mut ids: Vec<Uuid> = Vec::with_capacity(how_many as usize);
    loop {
        let mut query = member::Entity::find().order_by_asc(C::Id).limit(STEP);
        if let Some(last) = ids.last() {
            query = query.filter(C::Id.gt(*last));
        }
        let rows: Vec<MemberRow> = packed::all(tx, query, &places).await?;
        for member in &rows {
            let row = ids.len();
            member.put(row, &mut own);
            let is_in = member.commune_code.as_ref().is_some_and(|code| territory.contains(code));
            own.mark(row, IN_TERRITORY, is_in);
            own.mark(row, ADDRESS_BOUNCED, member.email_key.as_ref().is_some_and(|email| bounced.contains(email)));
            ids.push(member.id);
        }
        if (rows.len() as u64) < STEP {
            break;
        }
        tokio::task::yield_now().await;
    }
    let mut columns = Columns::of(ids);
    columns.add(own);
    Ok(columns)
}

#[derive(Deserialize)]
struct TextRow {
    member_id: Uuid,
    street: Option<String>,
    legal_name: Option<String>,
    source: Option<String>,
    website: Option<String>,
    description: Option<String>,
}
platform::by_place!(TextRow { member_id, street, legal_name, source, website, description });

async fn texts(tx: &DatabaseTransaction, columns: &mut Columns) -> Result<(), Problem> {
    use member_text::Column as T;
    let places = [T::MemberId, T::Street, T::LegalName, T::Source, T::Website, T::Description].map(Place::of);
    let rows: Vec<TextRow> = rows_of(tx, columns, member_text::Entity::find(), T::MemberId, &places).await?;
    let mut own = Gathering::of(columns.rows());
    for texts in rows {
        let Some(row) = columns.row(texts.member_id) else { continue };
        for (column, text) in [
            (T::Street, texts.street),
            (T::LegalName, texts.legal_name),
            (T::Source, texts.source),
            (T::Website, texts.website),
            (T::Description, texts.description),
        ] {
            own.word(row, &format!("{FOLDED}{}", column.as_str()), text.as_deref());
        }
    }
    columns.add(own);
    Ok(())
}

#[derive(Deserialize)]
struct TopicRow {
    member_id: Uuid,
    topic_id: Uuid,
}
platform::by_place!(TopicRow { member_id, topic_id });

async fn topics(tx: &DatabaseTransaction, columns: &mut Columns) -> Result<(), Problem> {
    use member_topic::Column as T;
    let places = [T::MemberId, T::TopicId].map(Place::of);
    let rows: Vec<TopicRow> = rows_of(tx, columns, member_topic::Entity::find(), T::MemberId, &places).await?;
    let (mut of, mut having) = (Vec::with_capacity(rows.len()), Gathering::of(rows.len()));
    having.word(0, T::TopicId.as_str(), None);
    for topic in rows {
        let Some(row) = columns.row(topic.member_id) else { continue };
        having.word(of.len(), T::TopicId.as_str(), Some(&topic.topic_id.to_string()));
        of.push(row as u32);
    }
    columns.add_others(TOPICS, of, having);
    Ok(())
}

#[derive(Deserialize)]
struct PersonRow {
    member_id: Uuid,
    function: Option<String>,
    to_on: Option<NaiveDate>,
    deliverability: Option<Deliverability>,
}
platform::by_place!(PersonRow { member_id, function, to_on, deliverability });

async fn people(tx: &DatabaseTransaction, columns: &mut Columns) -> Result<(), Problem> {
    use contact::Column as P;
    let query = contact::Entity::find().join(JoinType::LeftJoin, contact::Relation::Address.def());
    let places = [
        Place::of(P::MemberId),
        Place::of(P::Function),
        Place::of(P::ToOn),
        Place::of(address::Column::Deliverability),
    ];
    let rows: Vec<PersonRow> = rows_of(tx, columns, query, P::MemberId, &places).await?;
    let (mut of, mut people) = (Vec::with_capacity(rows.len()), Gathering::of(rows.len()));
    let (function, folded) = (P::Function.as_str(), format!("{FOLDED}{}", P::Function.as_str()));
    people.word(0, function, None);
    people.word(0, &folded, None);
    people.day(0, P::ToOn.as_str(), None);
    people.mark(0, REACHED, false);
    for person in rows {
        let Some(row) = columns.row(person.member_id) else { continue };
        let place = of.len();
        people.word(place, function, person.function.as_deref());
        people.word(place, &folded, person.function.as_deref().map(words::fold).as_deref());
        people.day(place, P::ToOn.as_str(), person.to_on);
        people.mark(place, REACHED, person.deliverability.is_some_and(|state| state != Deliverability::Bounced));
        of.push(row as u32);
    }
    columns.add_others(PEOPLE, of, people);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_column_that_is_held_is_one_of_the_database() {
        let named: Vec<&str> = columns_of_members().iter().map(|column| column.as_str()).collect();
        assert_eq!(named, MemberRow::COLUMNS);
    }
}
