use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "practice_interview")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub sheet_id: Uuid,
    pub contact_id: Option<Uuid>,
    pub delivery_id: Option<Uuid>,
    pub answers: Json,
    pub token_hash: String,
    pub until_at: DateTimeUtc,
    pub asked_at: DateTimeUtc,
    pub answered_at: Option<DateTimeUtc>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::practice_sheet::Entity",
        from = "Column::SheetId",
        to = "super::practice_sheet::Column::Id"
    )]
    PracticeSheet,
}

impl Related<super::practice_sheet::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::PracticeSheet.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
