use kernel::trade::{EventAudience, EventKind, EventState};
use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: EventKind,
    pub title: String,
    pub summary: String,
    pub description: String,
    pub state: EventState,
    pub starts_at: DateTimeUtc,
    pub ends_at: DateTimeUtc,
    pub time_zone: String,
    pub venue_id: Option<Uuid>,
    pub place: String,
    pub online_url: Option<String>,
    pub audience: EventAudience,
    pub capacity: Option<i64>,
    pub taken: i64,
    pub overbooked: i64,
    pub seats_per_member: Option<i64>,
    pub register_until: Option<DateTimeUtc>,
    pub questions: Json,
    pub agenda: Json,
    pub speakers: Json,
    pub cover_file_id: Option<Uuid>,
    pub cover_alt: String,
    pub series_id: Option<Uuid>,
    pub sequence: i64,
    pub cancel_words: String,
    pub minutes: String,
    pub minutes_public: bool,
    pub members_public: bool,
    pub head_count: Option<i64>,
    pub week_reminded_at: Option<DateTimeUtc>,
    pub day_reminded_at: Option<DateTimeUtc>,
    pub published_at: Option<DateTimeUtc>,
    pub closed_at: Option<DateTimeUtc>,
    pub proposed: bool,
    pub by_id: Option<Uuid>,
    pub by_name: String,
    pub revision: i64,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::venue::Entity", from = "Column::VenueId", to = "super::venue::Column::Id")]
    Venue,
}

impl Related<super::venue::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Venue.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
