use kernel::trade::{Audience, Treatment};
use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "profile_rule")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub field: String,
    pub treatment: Option<Treatment>,
    pub audience: Option<Audience>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
