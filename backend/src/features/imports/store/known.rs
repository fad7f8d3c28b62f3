//! The members as an analysis needs them.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use kernel::{
    problem::Problem,
    trade::{MemberKind, MemberSize, MemberStatus},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait,
};
use tables::{address, contact, member, member_topic, person, territory_commune, topic};
use uuid::Uuid;

use super::super::analysis::{KnownContact, KnownMember};
use crate::features::members::{self, Values};

#[derive(FromQueryResult)]
struct MemberRow {
    id: Uuid,
    revision: i64,
    name: String,
    legal_name: Option<String>,
    kind: MemberKind,
    size: Option<MemberSize>,
    status: MemberStatus,
    ex_officio: bool,
    joined_on: Option<NaiveDate>,
    left_on: Option<NaiveDate>,
    external_ref: Option<String>,
    siren: Option<String>,
    siret: Option<String>,
    rna: Option<String>,
    amalia: Option<String>,
    insee_code: Option<String>,
    street: Option<String>,
    postal_code: Option<String>,
    commune_code: Option<String>,
    commune_name: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    website: Option<String>,
    description: Option<String>,
    internal_notes: Option<String>,
    charter_answer: Option<String>,
    last_contact_on: Option<NaiveDate>,
}

#[derive(FromQueryResult)]
struct ContactRow {
    id: Uuid,
    member_id: Uuid,
    given_name: String,
    family_name: String,
    function: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    mobile: Option<String>,
    newsletter_wish: Option<bool>,
}

/// All members that are not archived, with their people in order.
pub async fn members<C: ConnectionTrait>(db: &C) -> Result<Vec<KnownMember>, Problem> {
    use member::Column::{
        Amalia, CharterAnswer, CommuneCode, CommuneName, Description, Email, ExOfficio, ExternalRef, Id, InseeCode,
        InternalNotes, JoinedOn, Kind, LastContactOn, LeftOn, LegalName, Name, Phone, PostalCode, Revision, Rna, Siren,
        Siret, Size, Status, Street, Website,
    };
    let rows = member::Entity::find()
        .select_only()
        .columns([
            Id,
            Revision,
            Name,
            LegalName,
            Kind,
            Size,
            Status,
            ExOfficio,
            JoinedOn,
            LeftOn,
            ExternalRef,
            Siren,
            Siret,
            Rna,
            Amalia,
            InseeCode,
            Street,
            PostalCode,
            CommuneCode,
            CommuneName,
            Email,
            Phone,
            Website,
            Description,
            InternalNotes,
            CharterAnswer,
            LastContactOn,
        ])
        .filter(member::Column::ArchivedAt.is_null())
        .order_by_asc(Id)
        .into_model::<MemberRow>()
        .all(db)
        .await?;
    let mut contacts = contacts(db).await?;
    let mut topics = topics(db).await?;
    let mut custom = members::all_values(db).await?;
    let known = rows.into_iter().map(|row| {
        let (contacts, topics) =
            (contacts.remove(&row.id).unwrap_or_default(), topics.remove(&row.id).unwrap_or_default());
        let custom = custom.remove(&row.id).unwrap_or_default();
        row.with(contacts, topics, custom)
    });
    Ok(known.collect())
}

impl MemberRow {
    fn with(self, contacts: Vec<KnownContact>, topics: Vec<String>, custom: Values) -> KnownMember {
        KnownMember {
            id: self.id,
            revision: self.revision,
            name: self.name,
            legal_name: self.legal_name,
            kind: self.kind,
            size: self.size,
            status: self.status,
            ex_officio: self.ex_officio,
            joined_on: self.joined_on,
            left_on: self.left_on,
            external_ref: self.external_ref,
            siren: self.siren,
            siret: self.siret,
            rna: self.rna,
            amalia: self.amalia,
            insee_code: self.insee_code,
            street: self.street,
            postal_code: self.postal_code,
            commune_code: self.commune_code,
            commune_name: self.commune_name,
            email: self.email,
            phone: self.phone,
            website: self.website,
            description: self.description,
            internal_notes: self.internal_notes,
            charter_answer: self.charter_answer.map(|answer| answer == "yes"),
            topics,
            custom,
            last_contact_on: self.last_contact_on,
            contacts,
        }
    }
}

/// In the order in which members keep them: a row names a contact by its place.
async fn contacts<C: ConnectionTrait>(db: &C) -> Result<HashMap<Uuid, Vec<KnownContact>>, Problem> {
    let rows = contact::Entity::find()
        .select_only()
        .columns([
            contact::Column::Id,
            contact::Column::MemberId,
            contact::Column::Function,
            contact::Column::Phone,
            contact::Column::Mobile,
            contact::Column::NewsletterWish,
        ])
        .columns([person::Column::GivenName, person::Column::FamilyName])
        .column(address::Column::Email)
        .join(JoinType::InnerJoin, contact::Relation::Person.def())
        .join(JoinType::LeftJoin, contact::Relation::Address.def())
        .order_by_asc(contact::Column::MemberId)
        .order_by_asc(contact::Column::Position)
        .order_by_asc(contact::Column::Id)
        .into_model::<ContactRow>()
        .all(db)
        .await?;
    let mut contacts: HashMap<Uuid, Vec<KnownContact>> = HashMap::new();
    for row in rows {
        contacts.entry(row.member_id).or_default().push(KnownContact {
            id: row.id,
            given_name: row.given_name,
            family_name: row.family_name,
            function: row.function,
            email: row.email,
            phone: row.phone,
            mobile: row.mobile,
            newsletter_wish: row.newsletter_wish,
        });
    }
    Ok(contacts)
}

async fn topics<C: ConnectionTrait>(db: &C) -> Result<HashMap<Uuid, Vec<String>>, Problem> {
    let rows: Vec<(Uuid, String)> = member_topic::Entity::find()
        .select_only()
        .column(member_topic::Column::MemberId)
        .column(topic::Column::Name)
        .join(JoinType::InnerJoin, member_topic::Relation::Topic.def())
        .order_by_asc(topic::Column::Position)
        .into_tuple()
        .all(db)
        .await?;
    let mut topics: HashMap<Uuid, Vec<String>> = HashMap::new();
    for (member, name) in rows {
        topics.entry(member).or_default().push(name);
    }
    Ok(topics)
}

/// Names of the club's topics, in their order.
pub async fn club_topics<C: ConnectionTrait>(db: &C) -> Result<Vec<String>, Problem> {
    let names: Vec<String> = topic::Entity::find()
        .select_only()
        .column(topic::Column::Name)
        .order_by_asc(topic::Column::Position)
        .order_by_asc(topic::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    Ok(names)
}

/// INSEE codes of the territory today.
pub async fn territory<C: ConnectionTrait>(db: &C) -> Result<HashSet<String>, Problem> {
    let codes: Vec<String> = territory_commune::Entity::find()
        .select_only()
        .column(territory_commune::Column::InseeCode)
        .filter(territory_commune::Column::RemovedOn.is_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(codes.into_iter().collect())
}
