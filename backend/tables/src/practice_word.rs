use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "practice_word")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub stem: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub sheet_id: Uuid,
    pub weight: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
