//! What anyone may know of a member: the one way to it. Whoever shows members to the public asks here, and shows no
//! more than it is given.

use std::collections::{BTreeMap, HashMap};

use kernel::{
    problem::Problem,
    trade::{Audience, MemberKind, MemberSize, MemberStatus},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, Statement};
use serde::Serialize;
use tables::{member, member_field, profile_rule, topic};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    custom::{self, Definitions, schema::CustomValue},
    pictures, profile,
    rules::moderation::{CUSTOM, Moderation, PICTURES},
    schema::{MemberCommune, MemberTopic},
    store,
};

/// A picture that a member shows to anyone.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PublicPicture {
    pub url: String,
    /// What is on it, for those who do not see it.
    pub alt: String,
    pub width: Option<i64>,
    pub height: Option<i64>,
}

/// A member as anyone may know it: null is what it keeps within the club, or has not said.
// The instant of its last change is not in it: what is for the club alone moves that too.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PublicMember {
    pub id: Uuid,
    pub name: String,
    pub kind: MemberKind,
    pub size: Option<MemberSize>,
    pub commune: Option<MemberCommune>,
    pub legal_name: Option<String>,
    pub street: Option<String>,
    pub postal_code: Option<String>,
    pub siren: Option<String>,
    pub siret: Option<String>,
    pub rna: Option<String>,
    pub amalia: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub website: Option<String>,
    pub description: Option<String>,
    pub topics: Vec<MemberTopic>,
    pub custom: BTreeMap<String, CustomValue>,
    pub logo: Option<PublicPicture>,
    pub pictures: Vec<PublicPicture>,
}

/// The members that show themselves to anyone, by name: all of them, or those of these that do. The number of queries
/// does not grow with them.
pub async fn public_view<C: ConnectionTrait>(db: &C, ids: Option<&[Uuid]>) -> Result<Vec<PublicMember>, Problem> {
    let moderation = profile::in_force(db).await?;
    let definitions = custom::definitions(db).await?;
    let mut query = member::Entity::find()
        .filter(member::Column::Status.eq(MemberStatus::Active))
        .filter(member::Column::ArchivedAt.is_null())
        .order_by_asc(member::Column::NameKey)
        .order_by_asc(member::Column::Id);
    if let Some(ids) = ids {
        query = query.filter(member::Column::Id.is_in(ids.iter().copied()));
    }
    let mut rows = query.all(db).await?;
    rows.retain(|row| is_listed(row, &moderation, &definitions));
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut topics = store::topics(db, &ids).await?;
    let mut custom = custom::shown(db, &ids, false).await?;
    let mut shown_pictures = pictures::of_members(db, &ids).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let topics = topics.remove(&row.id).unwrap_or_default();
            let custom = custom.remove(&row.id).unwrap_or_default();
            let pictures = shown_pictures.remove(&row.id).unwrap_or_default();
            view(row, topics, custom, pictures, &moderation, &definitions)
        })
        .collect())
}

#[derive(Debug, FromQueryResult)]
struct Tally {
    how_many: i64,
    revisions: i64,
    newest: Option<String>,
    pictures: i64,
}

/// Another text once anything of what members show may be another: far cheaper to read than all of it.
pub async fn public_stamp<C: ConnectionTrait>(db: &C) -> Result<String, Problem> {
    let sql = "SELECT COUNT(*) AS how_many, CAST(COALESCE(SUM(revision), 0) AS bigint) AS revisions, \
               CAST(MAX(updated_at) AS text) AS newest, (SELECT COUNT(*) FROM member_picture) AS pictures FROM member";
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let tally = Tally::find_by_statement(statement).one(db).await?;
    let rules = profile_rule::Entity::find().order_by_asc(profile_rule::Column::Field).all(db).await?;
    let fields = member_field::Entity::find().order_by_asc(member_field::Column::Id).all(db).await?;
    let topics = topic::Entity::find().order_by_asc(topic::Column::Id).all(db).await?;
    let told = tally.map(|Tally { how_many, revisions, newest, pictures }| (how_many, revisions, newest, pictures));
    Ok(format!("{told:?} {rules:?} {fields:?} {topics:?}"))
}

/// Whether anyone may know that this member is one.
pub fn is_listed(row: &member::Model, moderation: &Moderation, definitions: &Definitions) -> bool {
    row.status == MemberStatus::Active
        && row.archived_at.is_none()
        && moderation.shown_to("name", &row.visibility, definitions) == Some(Audience::Public)
}

fn view(
    row: member::Model,
    topics: Vec<(Uuid, String)>,
    custom: BTreeMap<String, CustomValue>,
    pictures: Vec<pictures::Shown>,
    moderation: &Moderation,
    definitions: &Definitions,
) -> PublicMember {
    let public = |field: &str| moderation.shown_to(field, &row.visibility, definitions) == Some(Audience::Public);
    let told = |field: &str, value: &Option<String>| value.clone().filter(|_| public(field));
    let named = |name: &String| MemberCommune { insee_code: row.commune_code.clone(), name: name.clone() };
    let mut shown: HashMap<bool, Vec<PublicPicture>> = HashMap::new();
    for picture in pictures.into_iter().filter(|_| public(PICTURES)) {
        let told = PublicPicture {
            url: pictures::url(picture.row.id),
            alt: picture.row.alt,
            width: picture.width,
            height: picture.height,
        };
        shown.entry(picture.row.logo).or_default().push(told);
    }
    PublicMember {
        id: row.id,
        kind: row.kind,
        size: row.size,
        commune: row.commune_name.as_ref().map(named),
        legal_name: told("legal_name", &row.legal_name),
        street: told("street", &row.street),
        // Where exactly one lives is said by both together.
        postal_code: told("street", &row.postal_code),
        siren: told("siren", &row.siren),
        siret: told("siret", &row.siret),
        rna: told("rna", &row.rna),
        amalia: told("amalia", &row.amalia),
        email: told("email", &row.email),
        phone: told("phone", &row.phone),
        website: told("website", &row.website),
        description: told("description", &row.description),
        topics: match public("topics") {
            true => topics.into_iter().map(|(id, name)| MemberTopic { id, name }).collect(),
            false => Vec::new(),
        },
        custom: custom.into_iter().filter(|(key, _)| public(&format!("{CUSTOM}{key}"))).collect(),
        logo: shown.remove(&true).unwrap_or_default().pop(),
        pictures: shown.remove(&false).unwrap_or_default(),
        name: row.name,
    }
}
