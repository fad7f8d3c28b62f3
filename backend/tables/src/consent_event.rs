use kernel::trade::{ConsentAction, ConsentPurpose, ConsentWay};
use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consent_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    pub address_id: Option<Uuid>,
    pub purpose: ConsentPurpose,
    pub action: ConsentAction,
    pub said_on: Date,
    pub way: ConsentWay,
    pub origin: Option<String>,
    pub text_shown: Option<String>,
    pub by_kind: String,
    pub by_id: Option<Uuid>,
    pub by_name: String,
    pub recorded_at: DateTimeUtc,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::person::Entity", from = "Column::PersonId", to = "super::person::Column::Id")]
    Person,
    #[sea_orm(belongs_to = "super::address::Entity", from = "Column::AddressId", to = "super::address::Column::Id")]
    Address,
}

impl Related<super::address::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Address.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
