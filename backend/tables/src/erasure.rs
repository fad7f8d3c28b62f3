use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "erasure")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    pub state: String,
    pub marks_sealed: Option<Vec<u8>>,
    pub walk_id: Option<Uuid>,
    pub counts: Json,
    pub by_id: Option<Uuid>,
    pub by_name: String,
    pub asked_at: DateTimeUtc,
    pub done_at: Option<DateTimeUtc>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
