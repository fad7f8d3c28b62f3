use kernel::trade::RegistrationState;
use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "registration")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub event_id: Uuid,
    pub member_id: Option<Uuid>,
    pub contact_id: Option<Uuid>,
    pub person_id: Option<Uuid>,
    pub given_name: String,
    pub family_name: String,
    pub email: Option<String>,
    pub email_key: Option<String>,
    pub organisation: String,
    pub language: String,
    pub answers: Json,
    pub state: RegistrationState,
    pub asked_at: DateTimeUtc,
    pub offered_until: Option<DateTimeUtc>,
    pub origin: String,
    pub attended_at: Option<DateTimeUtc>,
    pub attended_way: Option<String>,
    pub ticked_at: Option<DateTimeUtc>,
    pub by_id: Option<Uuid>,
    pub by_name: String,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::event::Entity", from = "Column::EventId", to = "super::event::Column::Id")]
    Event,
    #[sea_orm(belongs_to = "super::member::Entity", from = "Column::MemberId", to = "super::member::Column::Id")]
    Member,
}

impl Related<super::event::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Event.def()
    }
}

impl Related<super::member::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Member.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
