use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "territory_commune")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub insee_code: String,
    pub name: String,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub added_on: Date,
    pub removed_on: Option<Date>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
