use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person_file")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    pub to_address: String,
    pub content: Option<Vec<u8>>,
    pub token_hash: Option<String>,
    pub by_id: Option<Uuid>,
    pub by_name: String,
    pub asked_at: DateTimeUtc,
    pub until_at: DateTimeUtc,
    pub made_at: Option<DateTimeUtc>,
    pub fetched_at: Option<DateTimeUtc>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::person::Entity", from = "Column::PersonId", to = "super::person::Column::Id")]
    Person,
}

impl ActiveModelBehavior for ActiveModel {}
