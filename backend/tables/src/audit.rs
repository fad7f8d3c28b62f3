use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub at: DateTimeUtc,
    pub by_kind: String,
    pub by_id: Option<Uuid>,
    pub by_name: String,
    pub way: String,
    pub request_id: Option<String>,
    pub verb: String,
    pub record: String,
    pub record_id: Option<Uuid>,
    pub label: String,
    pub label_key: String,
    pub changes: Json,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
