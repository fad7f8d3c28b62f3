use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub file_id: Uuid,
    pub file_name: String,
    pub state: String,
    pub choices: Json,
    pub summary: Json,
    pub report: Json,
    pub problem: Option<String>,
    pub progress: i64,
    pub hand: Option<Uuid>,
    pub change_set_id: Option<Uuid>,
    pub book_stamp: Option<String>,
    pub revision: i64,
    pub created_by: Option<Uuid>,
    pub created_by_name: String,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub committed_at: Option<DateTimeUtc>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::file::Entity", from = "Column::FileId", to = "super::file::Column::Id")]
    File,
    #[sea_orm(
        belongs_to = "super::change_set::Entity",
        from = "Column::ChangeSetId",
        to = "super::change_set::Column::Id"
    )]
    ChangeSet,
}

impl Related<super::file::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::File.def()
    }
}

impl Related<super::change_set::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ChangeSet.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
