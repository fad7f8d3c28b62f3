//! Records read many at a time.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use kernel::{
    problem::Problem,
    trade::{MemberKind, MemberSize, MemberStatus},
};
use platform::packed::{self, Place};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IdenStatic, Iterable, QueryFilter, Select};
use serde::Deserialize;
use tables::member::{self, Column as C};
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

/// What a card tells of a record, and by what most lists are sorted: half of its columns, and none of the long ones.
#[derive(Debug, Clone, Deserialize)]
pub struct CardRow {
    pub id: Uuid,
    pub kind: MemberKind,
    pub size: Option<MemberSize>,
    pub name: String,
    pub name_key: String,
    pub status: MemberStatus,
    pub ex_officio: bool,
    pub commune_code: Option<String>,
    pub commune_name: Option<String>,
    pub commune_key: Option<String>,
    pub postal_code: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub joined_on: Option<NaiveDate>,
    pub last_contact_on: Option<NaiveDate>,
    pub last_personal_contact_on: Option<NaiveDate>,
    pub contact_due_on: Option<NaiveDate>,
    pub archived_at: Option<DateTime<Utc>>,
    pub merged_into: Option<Uuid>,
    pub updated_at: DateTime<Utc>,
    pub revision: i64,
}
platform::by_place! {
    CardRow {
        id, kind, size, name, name_key, status, ex_officio, commune_code, commune_name, commune_key, postal_code, email, phone,
        joined_on, last_contact_on, last_personal_contact_on, contact_due_on, archived_at, merged_into, updated_at, revision,
    }
}
/// In the order of the fields.
const CARD: [C; 21] = [
    C::Id,
    C::Kind,
    C::Size,
    C::Name,
    C::NameKey,
    C::Status,
    C::ExOfficio,
    C::CommuneCode,
    C::CommuneName,
    C::CommuneKey,
    C::PostalCode,
    C::Email,
    C::Phone,
    C::JoinedOn,
    C::LastContactOn,
    C::LastPersonalContactOn,
    C::ContactDueOn,
    C::ArchivedAt,
    C::MergedInto,
    C::UpdatedAt,
    C::Revision,
];

impl From<member::Model> for CardRow {
    fn from(row: member::Model) -> CardRow {
        CardRow {
            id: row.id,
            kind: row.kind,
            size: row.size,
            name: row.name,
            name_key: row.name_key,
            status: row.status,
            ex_officio: row.ex_officio,
            commune_code: row.commune_code,
            commune_name: row.commune_name,
            commune_key: row.commune_key,
            postal_code: row.postal_code,
            email: row.email,
            phone: row.phone,
            joined_on: row.joined_on,
            last_contact_on: row.last_contact_on,
            last_personal_contact_on: row.last_personal_contact_on,
            contact_due_on: row.contact_due_on,
            archived_at: row.archived_at,
            merged_into: row.merged_into,
            updated_at: row.updated_at,
            revision: row.revision,
        }
    }
}

/// Which record it is, and by what a search knows it.
pub struct Named<'a> {
    pub id: Uuid,
    pub kind: MemberKind,
    pub name_key: &'a str,
    pub commune_key: Option<&'a str>,
}

/// A record as far as a list reads it: whole, or what its card tells.
pub trait Listed: Sized + Send {
    /// The records that a query names, in its order.
    fn all<C: ConnectionTrait>(
        db: &C,
        query: Select<member::Entity>,
    ) -> impl Future<Output = Result<Vec<Self>, Problem>> + Send;

    fn named(&self) -> Named<'_>;

    /// The text of a column that it is sorted by, as a cursor holds it; nothing where it has none, or does not read it.
    fn sorted_by(&self, column: member::Column) -> Option<String>;
}

fn day(day: Option<NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

impl Listed for CardRow {
    async fn all<C: ConnectionTrait>(db: &C, query: Select<member::Entity>) -> Result<Vec<CardRow>, Problem> {
        Ok(packed::all(db, query, &CARD.map(Place::of)).await?)
    }

    fn named(&self) -> Named<'_> {
        Named { id: self.id, kind: self.kind, name_key: &self.name_key, commune_key: self.commune_key.as_deref() }
    }

    fn sorted_by(&self, column: member::Column) -> Option<String> {
        match column {
            C::NameKey => Some(self.name_key.clone()),
            C::Kind => Some(self.kind.as_str().to_owned()),
            C::Status => Some(self.status.as_str().to_owned()),
            C::CommuneKey => self.commune_key.clone(),
            C::PostalCode => self.postal_code.clone(),
            C::JoinedOn => day(self.joined_on),
            C::LastContactOn => day(self.last_contact_on),
            C::LastPersonalContactOn => day(self.last_personal_contact_on),
            C::ContactDueOn => day(self.contact_due_on),
            C::UpdatedAt => Some(self.updated_at.to_rfc3339_opts(SecondsFormat::Millis, true)),
            _ => None,
        }
    }
}

impl Listed for member::Model {
    async fn all<C: ConnectionTrait>(db: &C, query: Select<member::Entity>) -> Result<Vec<member::Model>, Problem> {
        all(db, query).await
    }

    fn named(&self) -> Named<'_> {
        Named { id: self.id, kind: self.kind, name_key: &self.name_key, commune_key: self.commune_key.as_deref() }
    }

    fn sorted_by(&self, column: member::Column) -> Option<String> {
        match column {
            C::LeftOn => day(self.left_on),
            C::VerifiedOn => day(self.verified_on),
            C::EmailKey => self.email_key.clone(),
            C::Siren => self.siren.clone(),
            C::Siret => self.siret.clone(),
            C::Rna => self.rna.clone(),
            C::Amalia => self.amalia.clone(),
            C::InseeCode => self.insee_code.clone(),
            _ => CardRow::from(self.clone()).sorted_by(column),
        }
    }
}

/// Whether a card tells this column, so that a list sorted by it needs no more.
pub fn card_tells(column: member::Column) -> bool {
    CARD.iter().any(|known| known.as_str() == column.as_str())
}

/// The records that a query of whole records names, in its order.
async fn all<D: ConnectionTrait>(db: &D, query: Select<member::Entity>) -> Result<Vec<member::Model>, Problem> {
    let places: Vec<Place> = C::iter().map(Place::of).collect();
    let rows: Vec<Row> = packed::all(db, query, &places).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// The records of these ids, in their order; those that are not there are left out.
pub async fn in_order<R: Listed, C: ConnectionTrait>(db: &C, ids: &[Uuid]) -> Result<Vec<R>, Problem> {
    let mut found: HashMap<Uuid, R> = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let query = member::Entity::find().filter(member::Column::Id.is_in(chunk.iter().copied()));
        found.extend(R::all(db, query).await?.into_iter().map(|row| (row.named().id, row)));
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_stands_where_its_column_does() {
        let columns: Vec<String> = member::Column::iter().map(|column| column.as_str().to_owned()).collect();
        assert_eq!(columns, Row::FIELDS);
    }
}
