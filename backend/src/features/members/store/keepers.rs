//! Who looks after members: the staff, and those of before whose name stays with the member until somebody takes over.

use std::collections::HashMap;

use kernel::problem::Problem;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait, sea_query::Query,
};
use tables::{account, member, person};
use uuid::Uuid;

/// Who may look after a member, or still does.
pub struct Keeper {
    pub id: Uuid,
    pub name: String,
    /// No longer of the team, or shut out.
    pub gone: bool,
}

/// The staff and those of before who still look after a member, by name.
pub async fn keepers<C: ConnectionTrait>(db: &C) -> Result<Vec<Keeper>, Problem> {
    let referents = Query::select()
        .column(member::Column::ReferentId)
        .from(member::Entity)
        .and_where(member::Column::ReferentId.is_not_null())
        .and_where(member::Column::ArchivedAt.is_null())
        .to_owned();
    let keep =
        Condition::any().add(account::Column::Role.is_not_null()).add(account::Column::Id.in_subquery(referents));
    keepers_of(db, keep).await
}

/// These, whoever they are by now.
pub async fn keepers_named<C: ConnectionTrait>(db: &C, ids: &[Uuid]) -> Result<HashMap<Uuid, Keeper>, Problem> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let named = Condition::all().add(account::Column::Id.is_in(ids.iter().copied()));
    Ok(keepers_of(db, named).await?.into_iter().map(|keeper| (keeper.id, keeper)).collect())
}

async fn keepers_of<C: ConnectionTrait>(db: &C, which: Condition) -> Result<Vec<Keeper>, Problem> {
    let rows = account::Entity::find()
        .find_also_related(person::Entity)
        .filter(which)
        .order_by_asc(person::Column::NameKey)
        .order_by_asc(account::Column::Id)
        .all(db)
        .await?;
    let keepers = rows.into_iter().map(|(account, person)| {
        let name = person.map(|person| format!("{} {}", person.given_name, person.family_name).trim().to_owned());
        let name = name.filter(|name| !name.is_empty()).unwrap_or(account.email);
        Keeper { id: account.id, name, gone: account.role.is_none() || account.disabled_at.is_some() }
    });
    Ok(keepers.collect())
}

/// Names of accounts that belong to the staff, among these.
pub async fn staff_names<C: ConnectionTrait>(db: &C, ids: &[Uuid]) -> Result<HashMap<Uuid, String>, Problem> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, String, String)> = account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .column(person::Column::GivenName)
        .column(person::Column::FamilyName)
        .join(JoinType::InnerJoin, account::Relation::Person.def())
        .filter(account::Column::Id.is_in(ids.iter().copied()))
        .filter(account::Column::Role.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, given, family)| (id, format!("{given} {family}").trim().to_owned())).collect())
}
