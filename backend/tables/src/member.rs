use kernel::trade::{MemberKind, MemberSize, MemberStatus};
use sea_orm::entity::prelude::*;
use serde::Deserialize;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Deserialize)]
#[sea_orm(table_name = "member")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: MemberKind,
    pub size: Option<MemberSize>,
    pub name: String,
    pub name_key: String,
    pub match_key: String,
    pub search: String,
    pub legal_name: Option<String>,
    pub status: MemberStatus,
    pub ex_officio: bool,
    pub joined_on: Option<Date>,
    pub left_on: Option<Date>,
    pub verified_on: Option<Date>,
    pub siren: Option<String>,
    pub siret: Option<String>,
    pub rna: Option<String>,
    pub amalia: Option<String>,
    pub amalia_court: Option<String>,
    pub insee_code: Option<String>,
    pub external_ref: Option<String>,
    pub street: Option<String>,
    pub postal_code: Option<String>,
    pub commune_code: Option<String>,
    pub commune_name: Option<String>,
    pub commune_key: Option<String>,
    pub email: Option<String>,
    pub email_key: Option<String>,
    pub phone: Option<String>,
    pub website: Option<String>,
    pub description: Option<String>,
    pub visibility: Json,
    pub internal_notes: Option<String>,
    pub charter_answer: Option<String>,
    pub referent_id: Option<Uuid>,
    pub source: String,
    pub last_contact_on: Option<Date>,
    pub last_personal_contact_on: Option<Date>,
    pub contact_due_on: Option<Date>,
    pub revision: i64,
    pub archived_at: Option<DateTimeUtc>,
    pub merged_into: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::account::Entity", from = "Column::ReferentId", to = "super::account::Column::Id")]
    Account,
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Account.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
