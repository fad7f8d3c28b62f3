use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "register_pace")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub register: String,
    pub second: i64,
    pub calls: i64,
    pub failures: i64,
    pub rests_until: Option<DateTimeUtc>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
