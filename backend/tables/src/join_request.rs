use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "join_request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub state: String,
    pub organisation: Json,
    pub organisation_key: String,
    pub applicant: Json,
    pub applicant_mark: String,
    pub topics: Json,
    pub language: String,
    pub in_territory: bool,
    pub charter_agreed: bool,
    pub newsletter_asked: bool,
    pub newsletter_confirmed: bool,
    pub token_hash: String,
    pub token_until: DateTimeUtc,
    pub asked_at: DateTimeUtc,
    pub confirmed_at: Option<DateTimeUtc>,
    pub decided_at: Option<DateTimeUtc>,
    pub decided_by: Option<String>,
    pub reason: Option<String>,
    pub member_id: Option<Uuid>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::member::Entity", from = "Column::MemberId", to = "super::member::Column::Id")]
    Member,
}

impl Related<super::member::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Member.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
