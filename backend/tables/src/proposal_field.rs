use kernel::trade::Verdict;
use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "proposal_field")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub proposal_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub field: String,
    pub subject: Uuid,
    pub position: i64,
    pub before: Option<Json>,
    pub after: Option<Json>,
    pub verdict: Verdict,
    pub reason: Option<String>,
    pub replaced: Option<Json>,
    pub by_id: Option<Uuid>,
    pub by_name: Option<String>,
    pub decided_at: Option<DateTimeUtc>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::proposal::Entity", from = "Column::ProposalId", to = "super::proposal::Column::Id")]
    Proposal,
}

impl Related<super::proposal::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Proposal.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
