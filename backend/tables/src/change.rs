use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub change_set_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    pub record: String,
    pub record_id: Uuid,
    pub revision: Option<i64>,
    pub before: Option<Json>,
    pub after: Option<Json>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::change_set::Entity",
        from = "Column::ChangeSetId",
        to = "super::change_set::Column::Id"
    )]
    ChangeSet,
}

impl Related<super::change_set::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ChangeSet.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
