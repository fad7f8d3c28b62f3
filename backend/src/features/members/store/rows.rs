//! Records read many at a time.

use std::collections::HashMap;

use kernel::problem::Problem;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Select};
use tables::member;
use uuid::Uuid;

use super::CHUNK;

platform::by_place! {
    Row(member::Model) {
        id, kind, size, name, name_key, match_key, search, legal_name, status, ex_officio, joined_on, left_on, verified_on,
        siren, siret, rna, amalia, amalia_court, insee_code, external_ref, street, postal_code, commune_code, commune_name,
        commune_key, email, email_key, phone, website, description, visibility, internal_notes, charter_answer, referent_id, source,
        last_contact_on, last_personal_contact_on, contact_due_on, revision, archived_at, merged_into, created_at, updated_at,
    }
}

/// The records that a query of whole records names, in its order.
pub async fn all<C: ConnectionTrait>(db: &C, query: Select<member::Entity>) -> Result<Vec<member::Model>, Problem> {
    Ok(query.into_model::<Row>().all(db).await?.into_iter().map(|row| row.0).collect())
}

/// The records of these ids, in their order; those that are not there are left out.
pub async fn in_order<C: ConnectionTrait>(db: &C, ids: &[Uuid]) -> Result<Vec<member::Model>, Problem> {
    let mut found: HashMap<Uuid, member::Model> = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let query = member::Entity::find().filter(member::Column::Id.is_in(chunk.iter().copied()));
        found.extend(all(db, query).await?.into_iter().map(|row| (row.id, row)));
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

#[cfg(test)]
mod tests {
    use sea_orm::{IdenStatic, Iterable};

    use super::*;

    #[test]
    fn each_field_stands_where_its_column_does() {
        let columns: Vec<String> = member::Column::iter().map(|column| column.as_str().to_owned()).collect();
        assert_eq!(columns, Row::FIELDS);
    }
}
